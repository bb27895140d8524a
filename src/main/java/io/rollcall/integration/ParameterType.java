package io.rollcall.integration;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the text of a parameter must look like. Each kind answers what is wrong with a text, if anything is. */
public enum ParameterType {
    TEXT {
        @Override
        public Optional<String> complaint(String text) {
            return Optional.empty();
        }
    },
    DURATION {
        @Override
        public Optional<String> complaint(String text) {
            try {
                DurationText.parse(text);
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
    },
    COUNT {
        @Override
        public Optional<String> complaint(String text) {
            boolean right = text.matches("[1-9][0-9]{0,5}");
            return right
                    ? Optional.empty()
                    : Optional.of("'" + text + "' is no count; write a whole number from 1 to 999999");
        }
    },
    PERCENT {
        @Override
        public Optional<String> complaint(String text) {
            boolean right = text.matches("[0-9]{1,2}|100");
            return right ? Optional.empty() : Optional.of("'" + text + "' is no share; write a number from 0 to 100");
        }
    },
    PORT {
        @Override
        public Optional<String> complaint(String text) {
            boolean right =
                    text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535;
            return right
                    ? Optional.empty()
                    : Optional.of("'" + text + "' is no port; write a whole number from 1 to 65535");
        }
    },
    BOOLEAN {
        @Override
        public Optional<String> complaint(String text) {
            boolean right = text.equals("true") || text.equals("false");
            return right ? Optional.empty() : Optional.of("'" + text + "' is neither true nor false");
        }
    },
    HTTP_URL {
        @Override
        public Optional<String> complaint(String text) {
            try {
                URI uri = URI.create(text);
                boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
                return web && uri.getHost() != null ? Optional.empty() : Optional.of(NO_URL);
            } catch (IllegalArgumentException e) {
                return Optional.of(NO_URL);
            }
        }
    },
    EMAILS {
        @Override
        public Optional<String> complaint(String text) {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(address -> !address.isEmpty() && !isEmail(address))
                    .findFirst()
                    .map(address -> "'" + address + "' is no email address; write one like ops@example.com");
        }
    },
    STATUS_RANGES {
        @Override
        public Optional<String> complaint(String text) {
            boolean right = RANGES.matcher(text).matches();
            return right
                    ? Optional.empty()
                    : Optional.of("'" + text + "' names no status codes; write 200, 200-299 or 200-204,401");
        }
    },
    CRON {
        @Override
        public Optional<String> complaint(String text) {
            return complaintOf(
                    () -> Timetable.parse(text, ZoneOffset.UTC),
                    "'" + text + "' is no cron expression; write minute, hour, day, month and day of the week, such as "
                            + "0 6 * * 1-5");
        }
    },
    TIME_ZONE {
        @Override
        public Optional<String> complaint(String text) {
            return complaintOf(() -> ZoneId.of(text), "'" + text + "' is no time zone; write one like Europe/Berlin");
        }
    },
    QUIET_HOURS {
        @Override
        public Optional<String> complaint(String text) {
            try {
                QuietHours.parse(text, ZoneOffset.UTC);
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
    },
    NAME {
        @Override
        public Optional<String> complaint(String text) {
            boolean right = text.matches("[a-z0-9][a-z0-9-]*");
            return right
                    ? Optional.empty()
                    : Optional.of("'" + text + "' is no name; write lower-case letters, digits and hyphens");
        }
    };

    private static final Pattern RANGES =
            Pattern.compile("\\s*[1-5]\\d\\d(\\s*-\\s*[1-5]\\d\\d)?(\\s*,\\s*[1-5]\\d\\d(\\s*-\\s*[1-5]\\d\\d)?)*\\s*");
    private static final String NO_URL = "this is no web address; write one like https://api.example.com/health";

    private static Optional<String> complaintOf(Runnable reading, String complaint) {
        try {
            reading.run();
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.of(complaint);
        }
    }

    private static boolean isEmail(String text) {
        try {
            new InternetAddress(text, true).validate();
            return true;
        } catch (AddressException e) {
            return false;
        }
    }

    /** What is wrong with the text and what would be right, or empty when nothing is. */
    public abstract Optional<String> complaint(String text);
}
