package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.camel.VendorDesk.Request;
import io.rollcall.demo.Answer;
import io.rollcall.notify.Alerts;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.NotificationState;
import io.rollcall.notify.TeamsMessage;
import io.rollcall.notify.TeamsSettings;
import io.rollcall.notify.WebhookMessage;
import io.rollcall.notify.WebhookSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** A channel that fails is an alert like any other, from the shipped watch over the shipped router. */
class ChannelFailingTest extends ChannelScene {
    @Test
    void a_channel_that_gives_up_is_told_over_the_others_once_and_so_is_its_end() throws Exception {
        try (VendorDesk webhook = new VendorDesk(request -> Answer.text(200, ""));
                VendorDesk teams = new VendorDesk(request -> Answer.text(202, ""))) {
            start(webhook, teams);
            webhook.answerNext(Answer.text(404, ""));
            tell("webhook", Alerts.critical());
            awaitStates(1, NotificationState.DEAD);
            await().until(() -> teams.requests().size() == 1);

            assertThat(text(teams.requests().get(0))).contains("[CRITICAL] Channel webhook is down", "HTTP 404");

            tell("webhook", Alerts.warning());
            await().until(() -> teams.requests().size() == 2);

            assertThat(text(teams.requests().get(1))).contains("[RESOLVED] Channel webhook: channel-failing has ended");
            assertThat(webhook.requests()).as("told nothing of itself").hasSize(2);
        }
    }

    private void start(VendorDesk webhook, VendorDesk teams) throws Exception {
        WebhookSettings hook = WebhookSettings.of(List.of(webhook.url("/hook").toString()), "");
        TeamsSettings flow = new TeamsSettings(teams.url("/flow"));
        camel.getRegistry().bind("teamsMessage", new TeamsMessage(flow, Alerts.PUBLIC_URL));
        start(
                "webhook",
                new ChannelSettings(null, null, null, null, null, hook, flow),
                "webhookMessage",
                new WebhookMessage(hook, Alerts.PUBLIC_URL, Clock.systemUTC()));
        for (String file : List.of("channels/teams", "engine/channels")) {
            String text = Files.readString(Path.of("routes", file + ".camel.yaml"));
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(file + ".yaml", text));
        }
    }

    private static List<String> text(Request request) {
        return request.json().findValuesAsText("text");
    }
}
