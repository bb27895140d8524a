package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.camel.VendorDesk.Request;
import io.rollcall.demo.Answer;
import io.rollcall.group.Reason;
import io.rollcall.notify.Alerts;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import io.rollcall.notify.TeamsMessage;
import io.rollcall.notify.TeamsSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TeamsChannelTest extends ChannelScene {
    private static final String PATH =
            "/workflows/0123/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=a-b_c";
    private static final int MOST_BYTES = 28 * 1024;
    private static final Set<String> STYLES = Set.of("default", "emphasis", "good", "attention", "warning", "accent");
    private VendorDesk teams;

    @BeforeEach
    void start() throws Exception {
        teams = new VendorDesk(TeamsChannelTest::answer);
        TeamsSettings settings = new TeamsSettings(teams.url(PATH));
        start(
                "teams",
                new ChannelSettings(null, null, null, null, null, null, settings),
                "teamsMessage",
                new TeamsMessage(settings, Alerts.PUBLIC_URL));
    }

    @AfterEach
    void close() {
        teams.close();
    }

    @Test
    void an_alarm_is_a_red_card_with_buttons_and_its_end_a_green_one() {
        tell("teams", Alerts.critical());
        awaitStates(1, NotificationState.SENT);
        tell("teams", Alerts.end());
        awaitStates(2, NotificationState.SENT);

        JsonNode card = card(0);
        assertThat(card.at("/body/0/style").asText()).isEqualTo("attention");
        assertThat(card.at("/body/0/items/0/inlines/0/text").asText())
                .isEqualTo("[CRITICAL] Stripe Payment Gateway is down");
        assertThat(card.at("/body/0/items/1/inlines/0/text").asText()).isEqualTo("Since 2026-03-01 09:48 UTC (12 min)");
        assertThat(card.path("body").findValuesAsText("text"))
                .contains("Consecutive failures: ", "3", "Last error: ", "HTTP 503 <Service> & \"more\"");
        assertThat(card.path("actions").findValuesAsText("url"))
                .containsExactly(
                        "https://rollcall.example.com/health#stripe", "https://wiki.example.com/stripe?a=1&b=2");
        assertThat(card(1).at("/body/0/style").asText()).isEqualTo("good");
        assertThat(latest()).extracting(NotificationEntry::receipt).containsOnly("202");
        assertThat(endpoints()).allSatisfy(uri -> assertThat(uri).doesNotContain("sig"));
    }

    @Test
    void what_an_error_says_is_never_read_as_markup() {
        tell("teams", Alerts.alert("rule", Severity.WARNING, true, "**x** [log in](https://evil.example) Größe"));
        awaitStates(1, NotificationState.SENT);

        assertThat(card(0).findValuesAsText("type")).doesNotContain("TextBlock", "FactSet");
        assertThat(card(0).path("body").findValuesAsText("text"))
                .contains("**x** [log in](https://evil.example) Größe");
        assertThat(card(0).at("/body/0/style").asText()).isEqualTo("warning");
    }

    @Test
    void many_endless_texts_are_cut_to_what_teams_takes() {
        Alert[] many = IntStream.range(0, 80)
                .mapToObj(i -> Alerts.alert("rule-" + i, Severity.CRITICAL, true, "<b>&\"'ä🔥\n".repeat(10_000)))
                .toArray(Alert[]::new);
        tell("teams", Alerts.notice("group", Reason.FIRST, many));
        awaitStates(1, NotificationState.SENT);
    }

    @Test
    void a_limit_an_error_and_a_broken_connection_are_tried_again() {
        teams.answerNext(Answer.text(429, "").with("Retry-After", "1"), Answer.text(502, "NoResponse"), Answer.hang());
        tell("teams", Alerts.critical());
        awaitStates(1, NotificationState.SENT);

        assertThat(teams.requests()).hasSize(4);
    }

    @Test
    void what_teams_will_never_take_is_given_up_at_once_with_its_words() {
        teams.answerNext(
                error(400, "TriggerInputSchemaMismatch", "The input body is invalid."),
                error(401, "DirectApiAuthorizationRequired", "Sign in."),
                error(404, "WorkflowNotFound", "The workflow could not be found."),
                Answer.text(413, ""));

        assertThat(reasons("teams", 4))
                .containsExactlyInAnyOrder(
                        "HTTP 400: ***, The input body is invalid.",
                        "HTTP 401: ***, Sign in.",
                        "HTTP 404: WorkflowNotFound, The workflow could not be found.",
                        "HTTP 413");
    }

    private JsonNode card(int request) {
        return teams.requests().get(request).json().at("/attachments/0/content");
    }

    private static Answer error(int status, String code, String message) {
        return Answer.json(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
    }

    /** As a workflow that waits for a webhook looks at a request. */
    private static Answer answer(Request request) {
        if (!request.path().equals(PATH)) {
            return error(401, "AuthorizationFailed", "The authentication credentials are not valid.");
        }
        JsonNode message = request.json();
        JsonNode card = message.at("/attachments/0/content");
        boolean valid = message.path("type").asText().equals("message")
                && message.at("/attachments/0/contentType").asText().equals("application/vnd.microsoft.card.adaptive")
                && card.path("type").asText().equals("AdaptiveCard")
                && List.of("1.2", "1.3", "1.4").contains(card.path("version").asText())
                && STYLES.contains(card.at("/body/0/style").asText())
                && card.path("body").findValuesAsText("text").stream().noneMatch(String::isEmpty)
                && request.body().length <= MOST_BYTES * 4 / 5;
        return valid ? Answer.text(202, "") : error(400, "BadRequest", "invalid");
    }
}
