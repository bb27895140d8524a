package io.rollcall.notify;

import java.net.URI;
import java.util.List;

/**
 * How text messages are sent by Twilio.
 *
 * @param accountSid {@code rollcall.twilio.account-sid}: AC and 32 hexadecimal digits
 * @param authToken {@code rollcall.twilio.auth-token}: secret
 * @param from {@code rollcall.twilio.from}: a number such as +4915112345678, or a messaging service (MG…)
 * @param to {@code rollcall.twilio.to}: the numbers that are told
 * @param url the API's base address ({@code rollcall.twilio.url}), usually {@link #PUBLIC_URL}
 * @param limit {@code rollcall.sms.limits}: how many messages each number gets
 * @param callback whether Twilio is asked to tell what became of a message ({@code rollcall.sms.status-callback})
 * @param replies whether a message says how to answer it ({@code rollcall.sms.replies})
 */
public record TwilioSettings(
        String accountSid,
        String authToken,
        String from,
        List<String> to,
        URI url,
        RecipientLimit limit,
        boolean callback,
        boolean replies) {
    /** The vendor's own address. */
    public static final URI PUBLIC_URL = URI.create("https://api.twilio.com");

    private static final String NUMBER = "\\+[1-9]\\d{6,14}";

    public TwilioSettings {
        to = List.copyOf(to);
        if (!accountSid.matches("AC[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException("rollcall.twilio.account-sid must be AC and 32 hexadecimal digits");
        }
        Setting.present("rollcall.twilio.auth-token", authToken);
        if (!from.matches(NUMBER) && !from.matches("MG[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException(
                    "rollcall.twilio.from must be a number such as +4915112345678 or a messaging service (MG…): "
                            + from);
        }
        Setting.someOf("rollcall.twilio.to", to);
        for (String number : to) {
            if (!number.matches(NUMBER)) {
                throw new IllegalArgumentException(
                        "rollcall.twilio.to must be numbers such as +4915112345678: " + number);
            }
        }
        Setting.web("rollcall.twilio.url", url);
    }

    @Override
    public String toString() {
        return "TwilioSettings[accountSid=***, authToken=***, from=" + from + ", to=" + to + ", url=" + url + "]";
    }
}
