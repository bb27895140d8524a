package io.rollcall.publish;

import io.rollcall.push.Device;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a subscriber is told. Personal: it is in no text that is logged. */
public sealed interface Address {

    Way way();

    /** What no other address has; the same for a device whose keys are new. */
    String key();

    /** By email, in lower case. */
    record Mailbox(String email) implements Address {
        private static final int LONGEST = 254;
        /** Of RFC 5321 what mail servers take: no quotes, no comments, no two addresses, and nothing that ends a header. */
        private static final Pattern ADDRESS = Pattern.compile(
                "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+"
                        + "[a-z][a-z0-9-]{0,61}[a-z0-9]");

        /** The address in a text that somebody wrote; empty when it is none. */
        public static Optional<Mailbox> of(String text) {
            String address = text.strip().toLowerCase(Locale.ROOT);
            boolean fits = address.length() <= LONGEST && address.indexOf('@') <= 64;
            return fits && ADDRESS.matcher(address).matches() ? Optional.of(new Mailbox(address)) : Optional.empty();
        }

        @Override
        public Way way() {
            return Way.EMAIL;
        }

        @Override
        public String key() {
            return email;
        }

        @Override
        public String toString() {
            return "Mailbox";
        }
    }

    /**
     * By web push.
     *
     * @param key what the device is called by, worked out once
     */
    record Browser(Device device, String key) implements Address {
        public Browser(Device device) {
            this(device, device.id());
        }

        @Override
        public Way way() {
            return Way.PUSH;
        }
    }
}
