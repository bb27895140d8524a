package io.rollcall.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import io.rollcall.integration.Secrets;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The program's logging as the settings want it. Until it is applied, {@code logback.xml} and the environment rule. */
public final class Logs {
    private final LoggerContext context;

    public Logs() {
        this((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    Logs(LoggerContext context) {
        this.context = context;
    }

    /** Masks these secrets in every line from now on, and takes in the lines of libraries that use the JDK's own logging. */
    public void mask(Secrets secrets) {
        context.putObject(LogEncoder.SECRETS, secrets);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** How lines look from now on. */
    public void format(LogFormat format) {
        root().iteratorForAppenders().forEachRemaining(appender -> formatAppender(appender, format));
    }

    private static void formatAppender(Appender<ILoggingEvent> appender, LogFormat format) {
        if (appender instanceof OutputStreamAppender<ILoggingEvent> stream
                && stream.getEncoder() instanceof LogEncoder encoder) {
            encoder.setFormat(format.name());
        }
    }

    /**
     * The least severity that Rollcall itself logs: error, warn, info, debug or trace. Libraries stay at warn.
     *
     * @throws IllegalArgumentException for any other word
     */
    public void level(String word) {
        Level level = Level.toLevel(word.strip().toUpperCase(Locale.ROOT), null);
        if (level == null) {
            throw new IllegalArgumentException(
                    "rollcall.log.level must be error, warn, info, debug or trace, not: " + word);
        }
        context.getLogger("io.rollcall").setLevel(level);
    }

    /** From this package only what is wrong. */
    public void quiet(String name) {
        context.getLogger(name).setLevel(Level.WARN);
    }

    /** No further line, whoever logs it. */
    public void silence() {
        context.stop();
    }

    private Logger root() {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
