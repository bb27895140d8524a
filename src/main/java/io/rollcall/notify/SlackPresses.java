package io.rollcall.notify;

import com.slack.api.util.json.GsonFactory;
import io.rollcall.group.Responses;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what people ask for by pressing buttons in Slack, and tells them what became of it. Thread-safe. */
public final class SlackPresses {
    private static final Logger LOG = LoggerFactory.getLogger(SlackPresses.class);
    private static final String OVER = "slack";
    private static final URI HOOKS = URI.create("https://hooks.slack.com");
    private static final Duration SILENCE = Duration.ofHours(1);
    private static final int LONGEST = 3000;

    private final Responses responses;
    private final Outbox outbox;
    private final URI apiUrl;

    /**
     * What whoever pressed is answered.
     *
     * @param url where; secret
     */
    public record Reply(String url, String text) {
        @Override
        public String toString() {
            return "Reply[url=***, text=" + text + "]";
        }
    }

    /** @param responses in the language of Slack */
    public SlackPresses(Responses responses, Outbox outbox, @Nullable SlackSettings settings) {
        this.responses = responses;
        this.outbox = outbox;
        SlackBotSettings bot = settings == null ? null : settings.bot();
        this.apiUrl = bot == null ? SlackBotSettings.PUBLIC_URL : bot.apiUrl();
    }

    /** Does it. The answer to whoever pressed, or none when that person cannot be answered. */
    public List<Reply> carryOut(SlackPress press) {
        String topic = SlackButtons.topic(press.value(), outbox.topics(OVER));
        Responses.Answer answer =
                switch (press.action()) {
                    case ACKNOWLEDGE -> responses.acknowledge(topic, press.who(), OVER);
                    case SILENCE -> responses.silence(topic, SILENCE, press.who(), OVER);
                    case ESCALATE -> responses.escalate(topic, press.who(), OVER);
                };
        if (!isSlacks(press.responseUrl())) {
            LOG.warn("Slack names an address for answers that is not its own, nothing is sent there");
            return List.of();
        }
        return List.of(new Reply(press.responseUrl(), answer.text()));
    }

    /** Nobody can have us call other hosts: an answer goes to where Slack takes answers, or to where its API is said to be. */
    private boolean isSlacks(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                return false;
            }
            return isAt(uri, HOOKS, List.of(HOOKS.getHost()))
                    || !apiUrl.equals(SlackBotSettings.PUBLIC_URL)
                            && isAt(uri, apiUrl, List.of(apiUrl.getHost(), "hooks." + apiUrl.getHost()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isAt(URI uri, URI known, List<String> hosts) {
        return known.getScheme().equals(uri.getScheme())
                && known.getPort() == uri.getPort()
                && hosts.contains(uri.getHost());
    }

    /** The JSON body: only whoever pressed sees it, and the message stays. */
    public String render(Reply reply) {
        return GsonFactory.createSnakeCase()
                .toJson(Map.of(
                        "response_type",
                        "ephemeral",
                        "replace_original",
                        false,
                        "text",
                        SlackBlocks.mrkdwn(reply.text(), LONGEST)));
    }

    /** It was done, but whoever pressed could not be told. */
    public void untold(DeliveryFailure failure) {
        LOG.warn("What was pressed in Slack is done, but was not confirmed there reason={}", failure.reason());
    }
}
