package io.rollcall.integration;

import java.util.List;
import java.util.stream.Collectors;

/** What somebody wrote is wrong and changes nothing; the problems say where and what would be right. */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public InvalidConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
