package io.rollcall.probe;

import io.rollcall.condition.ConditionException;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.IntegrationReader.ParameterRules;
import io.rollcall.integration.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every kind of check that comes with the engine: how its parameters must look, and what its conditions can speak of. The
 * parameters of a kind that is only a file are free text, and its conditions speak of the answer.
 */
public final class Kinds implements ParameterRules {
    private static final Map<String, Kind> ALL = Stream.of(
                    HttpJudgement.KIND,
                    TcpProbe.KIND,
                    SqlProbe.KIND,
                    RedisProbe.KIND,
                    SmtpProbe.KIND,
                    SystemProbe.KIND,
                    ConnectivityProbe.KIND,
                    PostgresProbe.KIND,
                    MySqlProbe.KIND,
                    HeartbeatProbe.KIND,
                    Journey.KIND,
                    QueueProbe.KIND,
                    KafkaProbe.KIND,
                    AmqpProbe.KIND,
                    ExecProbe.KIND,
                    TlsProbe.KIND,
                    DnsProbe.KIND,
                    PrometheusJudgement.KIND,
                    ImapProbe.KIND,
                    MailRoundtripProbe.KIND,
                    IcmpProbe.KIND,
                    WebSocketProbe.KIND,
                    GrpcProbe.KIND,
                    LdapProbe.KIND,
                    SftpProbe.KIND,
                    FtpProbe.KIND)
            .collect(Collectors.toUnmodifiableMap(Kind::id, Function.identity()));

    private static final Set<String> EXPECTATIONS = Set.of("healthy-when", "degraded-when", "sub-checks", "metrics");

    @Override
    public @Nullable String complaint(Template template, String parameter, Map<String, String> values) {
        String value = values.getOrDefault(parameter, "");
        if (EXPECTATIONS.contains(parameter)) {
            return complaintAboutExpectation(vocabulary(template.id(), values), parameter, values);
        }
        if (parameter.equals("steps")) {
            return Steps.complaint(value, template.parameters().keySet());
        }
        if (parameter.equals(Things.PARAMETER)) {
            return Things.complaint(value, template.parameters().keySet(), values);
        }
        Kind kind = ALL.get(template.id());
        Kind.Rule rule = kind == null ? null : kind.rules().get(parameter);
        return rule == null ? null : rule.apply(value).orElse(null);
    }

    private static @Nullable String complaintAboutExpectation(
            Vocabulary facts, String parameter, Map<String, String> values) {
        Map<String, String> wanted = new HashMap<>(values);
        // The others speak of the metrics, and each has its own complaints.
        wanted.keySet().removeIf(name -> !name.equals(parameter) && !name.equals("metrics"));
        try {
            Expectation.of(facts, wanted);
            return null;
        } catch (ConditionException e) {
            return e.getMessage();
        }
    }

    /** The numbers that checks of these kinds find, by name, and how conditions compare them. */
    public static Map<String, Type> metrics() {
        Map<String, Type> metrics = new HashMap<>();
        ALL.values().forEach(kind -> kind.vocabulary().quantities().forEach(metrics::putIfAbsent));
        return metrics;
    }

    /** The numbers that checks of that kind find by themselves; none of a kind that does not come with the engine. */
    public static Set<String> metrics(String kind) {
        Kind known = ALL.get(kind);
        return known == null ? Set.of() : known.vocabulary().quantities().keySet();
    }

    /** What the conditions of an integration of that kind can speak of. */
    static Vocabulary vocabulary(String kind, Map<String, String> parameters) {
        Kind known = ALL.get(kind);
        Vocabulary facts = (known == null ? Journey.VOCABULARY : known.vocabulary()).with("latency", Type.DURATION);
        String metric = parameters.getOrDefault("metric", "");
        // A name that is none has its own complaint.
        boolean named = known != null
                && known.rules().containsKey("metric")
                && !metric.isBlank()
                && MetricName.complaint(metric).isEmpty();
        return named ? MetricName.parse(metric).in(facts) : facts;
    }
}
