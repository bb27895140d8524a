package io.rollcall.story;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** What Rollcall logs while this is open: level and message of each line. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    /** What Vert.x and the connection pool say of a machine that is busy with other things. */
    private static final Pattern SLOW_MACHINE = Pattern.compile("has been blocked for|Thread starvation or clock leap");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;

    LogLines() {
        this("io.rollcall");
    }

    /** Those of a logger and all below it. */
    LogLines(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        start();
        logger.addAppender(this);
    }

    /** Those of a level, or all that begin with the text. */
    List<String> startingWith(String text) {
        return lines.stream().filter(line -> line.startsWith(text)).toList();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!SLOW_MACHINE.matcher(event.getFormattedMessage()).find()) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
