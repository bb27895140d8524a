package io.rollcall.app.logging;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.rollcall.integration.Secrets;
import java.nio.charset.StandardCharsets;

/** What one log event looks like on the console, without secrets. Made by Logback from {@code logback.xml}. */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {
    /** Under this name the logger context holds the {@link Secrets}. */
    static final String SECRETS = "rollcall.secrets";

    /** Control characters are dropped: an answer quoted in a message must not forge a line or move the cursor. */
    private static final String PATTERN = "%replace(%msg%replace( %kvp{NONE}){'^ $', ''}){'\\p{Cntrl}+', ' '}"
            + "%replace( trace_id=%X{trace_id}){' trace_id=$', ''}%n";

    private final PatternLayout text = new PatternLayout();
    private final Secrets none = new Secrets();
    private volatile LogFormat format = LogFormat.TEXT;
    private boolean color;

    /** Set by Logback before the start; an unknown word is reported, and text is written. */
    public void setFormat(String word) {
        try {
            format = LogFormat.ofWord(word);
        } catch (IllegalArgumentException e) {
            addError(e.getMessage());
        }
    }

    /** True colours the level of text lines; JSON never has colour. */
    public void setColor(boolean color) {
        this.color = color;
    }

    @Override
    public void start() {
        text.setContext(getContext());
        text.setPattern("%d{yyyy-MM-dd HH:mm:ss.SSS} " + (color ? "%highlight(%-5level)" : "%-5level") + " %logger{0}: "
                + PATTERN);
        text.start();
        super.start();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = format == LogFormat.JSON
                ? new JsonLine(secrets()).of(event)
                : secrets().redact(text.doLayout(event));
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private Secrets secrets() {
        return getContext().getObject(SECRETS) instanceof Secrets secrets ? secrets : none;
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
