package io.rollcall.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.rollcall.app.Settings;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.embedded.core.ExecutableProvider;

/**
 * A simulated business on this machine: HTTP services, Redis and a mail server to be watched, and an inbox and that same
 * mail server to be told. Its database is the one that Rollcall runs for itself.
 */
final class Estate implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Belongings belongings = new Belongings();
    private final Services services;
    private final Inbox inbox;
    private final GreenMail mail;
    private final int redisPort;

    /** Starts all of it, with its files in that folder. */
    Estate(Path folder) throws IOException {
        try {
            services = new Services();
            belongings.add(services::close);
            inbox = new Inbox();
            belongings.add(inbox::close);
            mail = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP));
            mail.start();
            belongings.add(mail::stop);
            redisPort = freePort();
            Process redis = redis(Files.createDirectories(folder), redisPort);
            belongings.add(() -> end(redis));
        } catch (IOException | RuntimeException e) {
            belongings.close();
            throw e;
        }
    }

    Services services() {
        return services;
    }

    Inbox inbox() {
        return inbox;
    }

    GreenMail mail() {
        return mail;
    }

    /** The settings with which Rollcall watches this estate and writes to its operator. */
    Settings watchedBy(Settings settings) {
        return settings.with("demo.http.url", services.url().toString())
                .with("demo.redis.url", "redis://" + HOST + ":" + redisPort)
                .with("rollcall.slack.webhook-url", inbox.slackUrl().toString())
                .with("rollcall.pagerduty.routing-key", "d".repeat(32))
                .with("rollcall.pagerduty.url", inbox.pagerDutyUrl().toString())
                // It tells nobody outside of it, whatever the environment says.
                .with("rollcall.rollbar.access-token", "")
                .with("rollcall.webhook.url", "")
                .with("rollcall.teams.webhook-url", "")
                .with("rollcall.push.enabled", "false")
                .with("rollcall.twilio.account-sid", Inbox.TWILIO_ACCOUNT)
                .with("rollcall.twilio.auth-token", Inbox.TWILIO_TOKEN)
                .with("rollcall.twilio.from", "+15005550006")
                .with("rollcall.twilio.to", "+15005550009")
                .with("rollcall.twilio.url", inbox.url().toString())
                .with("rollcall.sms.limits", "")
                .with("rollcall.mail.host", HOST)
                .with("rollcall.mail.port", String.valueOf(mail.getSmtp().getPort()))
                .with("rollcall.mail.from", "rollcall@example.com")
                .with("rollcall.mail.to", "ops@example.com");
    }

    @Override
    public void close() {
        belongings.close();
    }

    /** A process of our own: the library's would be left running by a Ctrl-C at the wrong moment. */
    private static Process redis(Path folder, int port) throws IOException {
        File program =
                ExecutableProvider.newJarResourceProvider(folder.toFile()).get();
        return new ProcessBuilder(program.getPath(), "--port", String.valueOf(port), "--bind", HOST, "--save", "")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start();
    }

    /** Nothing in it is worth a farewell. */
    private static void end(Process process) {
        process.destroyForcibly().onExit().join();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }
}
