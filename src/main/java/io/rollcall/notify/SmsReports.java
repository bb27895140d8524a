package io.rollcall.notify;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a text message after Twilio had accepted it, in Twilio's words and in ours. Thread-safe. */
public final class SmsReports {
    private static final Map<String, String> REASONS = Map.of(
            "30001", "too many messages wait at Twilio",
            "30002", "the Twilio account is suspended",
            "30003", "the phone is switched off or out of reach",
            "30004", "the recipient has blocked messages",
            "30005", "the number is unknown or no longer in service",
            "30006", "the number is a landline, or cannot take text messages",
            "30007", "the operator has filtered it as unwanted",
            "30008", "the operator gave no reason");

    private final Outbox outbox;

    public SmsReports(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Takes a report.
     *
     * @param sid Twilio's name of the message
     * @param status Twilio's word
     * @param code Twilio's error code, or null
     * @return false when there is no such message
     */
    public boolean take(String sid, String status, @Nullable String code) {
        return switch (status) {
            case "delivered", "read" -> outbox.arrived(sid);
            case "undelivered", "failed" -> outbox.lost(sid, "Not delivered: " + words(code));
            default -> outbox.knows(sid);
        };
    }

    private static String words(@Nullable String code) {
        if (code == null || !code.matches("\\d{5}")) {
            return "Twilio gave no reason";
        }
        return REASONS.getOrDefault(code, "Twilio says no more") + " (" + code + ")";
    }
}
