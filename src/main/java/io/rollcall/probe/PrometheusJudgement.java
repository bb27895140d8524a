package io.rollcall.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Document;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What does a Prometheus server's answer to an instant query say (requirements 001-24 to 001-27)? The format is that of
 * Prometheus' HTTP API, version 1. Thread-safe.
 */
public final class PrometheusJudgement {
    static final Kind KIND = new Kind(
            "prometheus",
            Map.of("url", ParameterType.HTTP_URL::complaint, "metric", MetricName::complaint),
            Vocabulary.empty().with("value", Type.NUMBER).with("series", Type.NUMBER));

    private final Judgement judgement;

    public PrometheusJudgement(Judgement judgement) {
        this.judgement = judgement;
    }

    /** The outcome of that check with this response code and body. */
    public CheckResult judge(Check check, int status, String body) {
        JsonNode answer = new Document(body).tree();
        if (!answer.path("status").asText().equals("success")) {
            return check.failed(refusal(status, answer), Map.of("httpStatus", status));
        }
        String type = answer.path("data").path("resultType").asText();
        JsonNode result = answer.path("data").path("result");
        String metric = new Parameters(check.integration()).text("metric", "");
        Series series = metric.isBlank() ? null : new Series(MetricName.parse(metric));
        Findings findings = new Findings();
        if (type.equals("vector")) {
            vector(result, findings, series);
        } else if (type.equals("scalar")) {
            one(result, new LinkedHashMap<>(), findings, series);
            findings.fact("series", 1).detail("series", 1);
        } else {
            return check.failed("The query gives a " + type + "; ask for an instant vector or a scalar", Map.of());
        }
        if (series != null) {
            series.into(findings);
        }
        return judgement.judge(check, evidence(answer, findings));
    }

    private static String refusal(int status, JsonNode answer) {
        if (answer.has("error")) {
            return "Prometheus refused the query: " + answer.path("errorType").asText() + ": "
                    + answer.path("error").asText();
        }
        return status == 200
                ? "The answer is none of Prometheus' API, or longer than a mebibyte"
                : "HTTP " + status + " instead of an answer of Prometheus' API";
    }

    private static void vector(JsonNode result, Findings findings, @Nullable Series series) {
        for (JsonNode each : result) {
            Map<String, String> labels = new LinkedHashMap<>();
            each.path("metric").properties().forEach(label -> {
                // The name is ours to give.
                if (!label.getKey().equals("__name__")) {
                    labels.put(label.getKey(), label.getValue().asText());
                }
            });
            one(each.path("value"), labels, findings, series);
        }
        findings.fact("series", result.size()).detail("series", result.size());
    }

    /** Notes a pair of time and value; of all values, conditions see the largest. */
    private static void one(JsonNode pair, Map<String, String> labels, Findings findings, @Nullable Series series) {
        double value = number(pair.path(1).asText());
        if (series != null) {
            series.add(labels, value);
        }
        Object largest = findings.value("value");
        if (Double.isFinite(value) && (largest == null || value > (double) largest)) {
            findings.fact("value", value);
        }
    }

    /** Not a number for NaN, infinity, and a native histogram, which has no value. */
    private static double number(String text) {
        return text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?") ? Double.parseDouble(text) : Double.NaN;
    }

    private static Findings evidence(JsonNode answer, Findings findings) {
        Object largest = findings.value("value");
        if (largest != null) {
            findings.detail("value", largest);
        }
        if (answer.path("warnings").size() > 0) {
            findings.detail("warnings", Cut.at100(answer.path("warnings").toString()));
        }
        return findings;
    }
}
