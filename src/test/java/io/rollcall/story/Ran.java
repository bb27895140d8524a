package io.rollcall.story;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.rollcall.app.logging.LogEncoder;
import io.rollcall.cli.Environment;
import io.rollcall.cli.Main;
import io.rollcall.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * What a command did that ran inside the test's process, which spares a start of some seconds.
 *
 * @param exit its exit status
 * @param output what it wrote to standard output
 * @param log what it wrote to standard error, and every log line meanwhile, those of an engine in this process among them
 */
record Ran(int exit, String output, String log) {
    /** Runs a command in the scene's folder, with the scene's settings as environment. */
    static Ran of(Scene scene, String... arguments) {
        return fed(scene, "", arguments);
    }

    /** The same with something on its standard input. */
    static Ran fed(Scene scene, String input, String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        Map<Logger, Level> levels = logging.getLoggerList().stream()
                .filter(logger -> logger.getLevel() != null)
                .collect(Collectors.toMap(Function.identity(), Logger::getLevel));
        OutputStreamAppender<ILoggingEvent> appender = appender(logging, log);
        try {
            Environment environment = new Environment(
                    scene.folder,
                    scene.environment(),
                    new Properties(),
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(output, true, StandardCharsets.UTF_8),
                    new PrintStream(log, true, StandardCharsets.UTF_8),
                    Terminal.NONE);
            int exit = Main.run(environment, arguments);
            return new Ran(exit, output.toString(StandardCharsets.UTF_8), log.toString(StandardCharsets.UTF_8));
        } finally {
            root(logging).detachAppender(appender);
            // A command sets levels for its process; the other stories in this one want theirs back.
            logging.getLoggerList().stream()
                    .filter(logger -> logger != root(logging))
                    .forEach(logger -> logger.setLevel(levels.get(logger)));
        }
    }

    private static OutputStreamAppender<ILoggingEvent> appender(LoggerContext logging, ByteArrayOutputStream log) {
        LogEncoder encoder = new LogEncoder();
        encoder.setContext(logging);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(logging);
        appender.setEncoder(encoder);
        appender.setOutputStream(log);
        appender.start();
        root(logging).addAppender(appender);
        return appender;
    }

    private static Logger root(LoggerContext logging) {
        return logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
