package io.rollcall.camel;

import io.rollcall.integration.Placeholders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/** Fills in placeholders as Camel does in routes, and says plainly which one has no value. */
public final class CamelPlaceholders implements Placeholders {
    private static final Pattern MISSING = Pattern.compile("\\[(?:env:|sys:)?([^\\]]+)]");

    private final CamelContext context;

    public CamelPlaceholders(CamelContext context) {
        this.context = context;
    }

    @Override
    public String resolve(String text) {
        if (!text.contains("{{")) {
            return text;
        }
        try {
            return context.resolvePropertyPlaceholders(text);
        } catch (IllegalArgumentException e) {
            Matcher missing = MISSING.matcher(String.valueOf(e.getMessage()));
            throw new MissingValueException(missing.find() ? missing.group(1) : text);
        }
    }
}
