package io.rollcall.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Retries;
import io.rollcall.integration.Integration;
import io.rollcall.integration.IntegrationReader;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Template;
import io.rollcall.judge.Judge;
import io.rollcall.probe.AnswerCache;
import io.rollcall.probe.HttpJudgement;
import io.rollcall.probe.Journeys;
import io.rollcall.probe.Judgement;
import io.rollcall.probe.Kinds;
import io.rollcall.probe.TlsContexts;
import io.rollcall.routefile.RouteFileReader;
import io.rollcall.schedule.CheckRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The real routes of HTTP checks with the real client, and nothing around them. */
final class HttpChecks implements AutoCloseable {
    private static final String PATIENCE = "14s";
    private static final List<String> FILES =
            List.of("engine/checks", "engine/check-once", "checks/http", "checks/multi-step");

    final DefaultCamelContext camel = new DefaultCamelContext();
    final Breakers breakers = new Breakers(Clock.systemUTC());
    private final Integrations integrations = new Integrations();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor();
    private final Template template;

    HttpChecks() throws Exception {
        this(Clock.systemUTC());
    }

    HttpChecks(Clock clock) throws Exception {
        Judge judge = new Judge(integrations, entries -> {});
        camel.disableJMX();
        ((DefaultRegistry) camel.getRegistry()).addBeanRepository(breakers);
        camel.getRegistry().bind("checkRunner", new CheckRunner(integrations, judge, Clock.systemUTC()));
        camel.getRegistry().bind("outcomes", new Outcomes());
        camel.getRegistry().bind("retries", new CheckRetries(new Retries(3, Duration.ofMillis(100))));
        TlsContexts contexts = new TlsContexts();
        camel.getRegistry().bind("httpCheck", new HttpCheck(new HttpJudgement(new Judgement()), contexts, clock));
        AnswerCache cache = new AnswerCache(10, clock);
        camel.getRegistry()
                .bind("httpSteps", new HttpSteps(new Journeys(new Judgement(), cache, clock), contexts, clock));
        camel.getRegistry().bind("httpCheckClient", new HttpCheckClient(watchdog, clock, new ObjectMapper()));
        List<Resource> resources = FILES.stream()
                .map(file -> ResourceHelper.fromString("file:" + file + ".camel.yaml", text(file)))
                .toList();
        PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
        template = RouteFileReader.read("http", text("checks/http")).templates().get(0);
        camel.start();
    }

    /** Watches one HTTP integration called thing, and checks it once. */
    CheckResult check(Map<String, String> parameters) {
        watch(parameters);
        return again();
    }

    /** With time enough for an answer on a busy machine, unless a test says how much. */
    void watch(Map<String, String> said) {
        Map<String, String> parameters = new HashMap<>(said);
        parameters.putIfAbsent("timeout", PATIENCE);
        parameters.putIfAbsent("degraded-above", PATIENCE);
        List<Problem> problems = new ArrayList<>();
        Integration integration = new IntegrationReader(text -> text, new Kinds())
                .read(
                        new io.rollcall.integration.Declaration("thing", "http", parameters, "x", 1, Map.of()),
                        template,
                        problems);
        integrations.put(Objects.requireNonNull(integration, problems::toString));
        breakers.put(integration);
        if (camel.getRoute("thing") == null) {
            Map<String, Object> texts = new HashMap<>();
            template.parameters().keySet().forEach(name -> texts.put(name, ""));
            texts.put("key", "thing");
            try {
                camel.addRouteFromTemplate("thing", "http", texts);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    CheckResult again() {
        return camel.createFluentProducerTemplate()
                .to("direct:check-once")
                .withBody(new CheckRequest("thing", java.time.Instant.now()))
                .request(CheckResult.class);
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of("routes", file + ".camel.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        camel.stop();
        watchdog.shutdownNow();
    }
}
