package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests are Twilio's when they are signed as Twilio signs them. */
class TwilioSignatureTest {
    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final String SIGNATURE = "0/KCTR6DLpKmkAf8muzZqo1nDgQ=";
    private static final Map<String, List<String>> FIELDS = Map.of(
            "CallSid", List.of("CA1234567890ABCDE"),
            "Caller", List.of("+12349013030"),
            "Digits", List.of("1234"),
            "From", List.of("+12349013030"),
            "To", List.of("+18005551212"));

    @Test
    void twilios_own_example_fits() {
        assertThat(TwilioSignature.fits("12345", URL, FIELDS, SIGNATURE)).isTrue();
    }

    @Test
    void nothing_else_does() {
        assertThat(TwilioSignature.fits("12346", URL, FIELDS, SIGNATURE)).isFalse();
        assertThat(TwilioSignature.fits("12345", URL + "3", FIELDS, SIGNATURE)).isFalse();
        assertThat(TwilioSignature.fits("12345", URL, Map.of(), SIGNATURE)).isFalse();
        assertThat(TwilioSignature.fits("12345", URL, FIELDS, "")).isFalse();
        assertThat(TwilioSignature.fits("12345", URL, FIELDS, "ü" + SIGNATURE)).isFalse();
    }
}
