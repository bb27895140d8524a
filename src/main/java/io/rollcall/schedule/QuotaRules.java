package io.rollcall.schedule;

import io.rollcall.integration.IntegrationReader.ParameterRules;
import io.rollcall.integration.Template;
import io.rollcall.spelling.Nearest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does the {@code concurrency-group} that an integration names have a quota? One that is misspelt would be without a limit,
 * and nobody would know.
 *
 * @param groups that have a quota
 * @param others what else is to be said of parameters
 */
public record QuotaRules(Set<String> groups, ParameterRules others) implements ParameterRules {
    public QuotaRules {
        groups = Set.copyOf(groups);
    }

    @Override
    public @Nullable String complaint(Template template, String parameter, Map<String, String> values) {
        String group = values.get(parameter);
        if (!parameter.equals("concurrency-group") || group == null || groups.contains(group)) {
            return others.complaint(template, parameter, values);
        }
        return "has no quota; set rollcall.quota." + group + "=10/s in application.properties"
                + Nearest.hint(group, groups);
    }
}
