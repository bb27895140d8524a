package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.integration.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The vendors that are shipped wait for their credentials, and say for which. */
@DisabledIfEnvironmentVariable(named = "STRIPE_SECRET_KEY", matches = ".+", disabledReason = "would ask Stripe")
class ShippedVendorsTest {
    @TempDir
    private Path folder;

    @Test
    void without_credentials_they_are_unknown_with_a_plain_reason() {
        Properties system = new Properties();
        system.setProperty("rollcall.routes", "routes");
        system.setProperty("rollcall.data", folder.toString());
        List<String> keys = List.of(
                "retell",
                "calcom",
                "stripe",
                "twilio",
                "resend",
                "supabase-storage",
                "supabase-auth",
                "clerk",
                "rollbar",
                "webhook-queue",
                "job-queues");
        List<Outcome> outcomes = SingleRun.check(Settings.load(folder, Map.of(), system), keys);
        assertThat(outcomes)
                .extracting(Outcome::name, Outcome::status, Outcome::message)
                .containsExactly(
                        tuple("Cal.com", Status.UNKNOWN, "CALCOM_API_KEY is not set"),
                        tuple("Clerk", Status.UNKNOWN, "CLERK_SECRET_KEY is not set"),
                        tuple("Job Queues", Status.UNKNOWN, "REDIS_URL is not set"),
                        tuple("Resend Email Service", Status.UNKNOWN, "RESEND_API_KEY is not set"),
                        tuple("Retell.ai", Status.UNKNOWN, "RETELL_API_KEY is not set"),
                        tuple("Rollbar", Status.UNKNOWN, "ROLLBAR_SERVER_ACCESS_TOKEN is not set"),
                        tuple("Stripe Payment Gateway", Status.UNKNOWN, "STRIPE_SECRET_KEY is not set"),
                        tuple("Supabase Auth", Status.UNKNOWN, "SUPABASE_ANON_KEY is not set; SUPABASE_URL is not set"),
                        tuple(
                                "Supabase Storage",
                                Status.UNKNOWN,
                                "SUPABASE_ANON_KEY is not set; SUPABASE_URL is not set"),
                        tuple(
                                "Twilio SMS Service",
                                Status.UNKNOWN,
                                "TWILIO_ACCOUNT_SID is not set; TWILIO_AUTH_TOKEN is not set"),
                        tuple("Webhook Queue", Status.UNKNOWN, "REDIS_URL is not set"));
    }
}
