package io.rollcall.demo;

/** Over which channel the operator got a message. */
enum Channel {
    SLACK("Slack"),
    EMAIL("Email"),
    SMS("SMS"),
    PAGERDUTY("PagerDuty");

    private final String label;

    Channel(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
