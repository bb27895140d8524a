package io.rollcall.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.condition.Type;
import io.rollcall.integration.DurationText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule as a program makes it (requirement 003-14).
 *
 * @param id the rule's name, unique over all rules
 * @param name what people read
 * @param severity info, warning or critical
 * @param channels over which it is told
 * @param enabled false keeps it without holding it against anything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomRule(
        String id,
        String name,
        Comparison condition,
        String severity,
        List<Channel> channels,
        @Nullable Boolean enabled) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int MOST_DIGITS = 30;
    private static final long LONGEST_WINDOW = Duration.ofDays(1).toSeconds();

    private static final Map<String, String> OPERATORS =
            Map.of("gt", ">", "gte", ">=", "lt", "<", "lte", "<=", "eq", "==", "ne", "!=");

    /**
     * What is compared.
     *
     * @param metric a word of conditions, such as {@code avg_response_time}
     * @param operator gt, gte, lt, lte, eq or ne
     * @param threshold in milliseconds for times, hundredths for percentages, bytes for sizes
     * @param timeWindow in seconds; null for the usual window
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Comparison(String metric, String operator, BigDecimal threshold, @Nullable Long timeWindow) {}

    /**
     * A way to tell it.
     *
     * @param type such as {@code rollbar}
     * @param config of that type
     */
    public record Channel(String type, @Nullable Map<String, Object> config) {}

    public CustomRule {
        channels = channels == null ? List.of() : List.copyOf(channels);
    }

    /**
     * The rule of a JSON text.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public static CustomRule parse(String json) {
        try {
            CustomRule rule = JSON.readValue(json, CustomRule.class);
            if (rule == null || rule.id == null || rule.condition == null || rule.severity == null) {
                throw new IllegalArgumentException("a rule has id, condition and severity");
            }
            return rule;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the rule cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** As it is sent and stored. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rule cannot be written", e);
        }
    }

    public boolean isEnabled() {
        return enabled == null || enabled;
    }

    /**
     * What the rules hold against outcomes.
     *
     * @param metrics what checks find, by name, and how it is compared
     * @throws IllegalArgumentException with what is wrong
     */
    public AlertRule rule(Map<String, Type> metrics) {
        Map<String, String> texts = new HashMap<>(Map.of("condition", text(metrics), "severity", severity));
        if (name != null && !name.isBlank()) {
            texts.put("summary", name.replaceAll("[{}]", ""));
        }
        if (condition.timeWindow() != null) {
            texts.put("window", window(condition.timeWindow()));
        }
        if (!channels.isEmpty()) {
            texts.put(
                    "labels", "channels=" + channels.stream().map(Channel::type).collect(Collectors.joining(" ")));
        }
        return RuleParameters.read(id, texts, metrics);
    }

    private String window(long seconds) {
        if (seconds < 1 || seconds > LONGEST_WINDOW) {
            throw new IllegalArgumentException(
                    "rule '" + id + "': timeWindow is a number of seconds from 1 to " + LONGEST_WINDOW);
        }
        return DurationText.format(Duration.ofSeconds(seconds));
    }

    private String text(Map<String, Type> metrics) {
        String operator = OPERATORS.get(condition.operator());
        if (operator == null || condition.metric() == null || condition.threshold() == null) {
            throw new IllegalArgumentException(
                    "rule '" + id + "': a condition has a metric, a threshold, and an operator"
                            + " that is gt, gte, lt, lte, eq or ne");
        }
        // Written out, 1e999999999 would fill the memory.
        if (condition.threshold().precision() > MOST_DIGITS
                || Math.abs((long) condition.threshold().scale()) > MOST_DIGITS) {
            throw new IllegalArgumentException("rule '" + id + "': a threshold has at most " + MOST_DIGITS + " digits");
        }
        Type type = RuleWords.vocabulary(RuleScope.Per.INTEGRATION, metrics).type(condition.metric());
        String unit = type == Type.DURATION ? "ms" : type == Type.PERCENT ? "%" : type == Type.SIZE ? "B" : "";
        return condition.metric() + " " + operator + " " + condition.threshold().toPlainString() + unit;
    }
}
