package io.rollcall.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Passwords as they are kept: PBKDF2-HMAC-SHA256 with 600,000 rounds (OWASP Password Storage Cheat Sheet, 2023), and the
 * rounds beside them, so that more of them may be asked for later. Thread-safe.
 */
public final class Passwords {
    /** NIST SP 800-63B-4 asks for 15 where nothing else is asked; 12 is what OWASP and people can live with. */
    public static final int SHORTEST = 12;

    public static final int LONGEST = 256;
    private static final int BITS = 256;
    private static final int SALT = 16;
    private static final Pattern KEPT =
            Pattern.compile("\\$pbkdf2-sha256\\$i=(\\d{1,9})\\$([\\w+/]{1,200})\\$([\\w+/]{43})");

    private final int rounds;
    private final SecureRandom random = new SecureRandom();
    private final String nobodys;

    /** @param rounds of PBKDF2 for passwords that are set from now on */
    public Passwords(int rounds) {
        this.rounds = rounds;
        this.nobodys = kept(rounds, new byte[SALT], new byte[BITS / Byte.SIZE]);
    }

    /** The password as it is kept. */
    public String hash(String password) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return kept(rounds, salt, derive(password, salt, rounds));
    }

    /** Whether it is that password. Takes as long for each wrong one. */
    public boolean matches(String password, String kept) {
        Matcher parts = KEPT.matcher(kept);
        if (!parts.matches() || password.length() > LONGEST) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(parts.group(2));
        byte[] right = Base64.getDecoder().decode(parts.group(3));
        return MessageDigest.isEqual(derive(password, salt, Integer.parseInt(parts.group(1))), right);
    }

    /** Takes as long as {@link #matches}, for a user whom there is not, so that nobody learns who there is. */
    public void matchNobody(String password) {
        matches(password, nobodys);
    }

    /** Whether it was made with less effort than is asked for today. */
    public boolean isOld(String kept) {
        Matcher parts = KEPT.matcher(kept);
        return !parts.matches() || Integer.parseInt(parts.group(1)) < rounds;
    }

    private static String kept(int rounds, byte[] salt, byte[] hash) {
        Base64.Encoder text = Base64.getEncoder().withoutPadding();
        return "$pbkdf2-sha256$i=" + rounds + "$" + text.encodeToString(salt) + "$" + text.encodeToString(hash);
    }

    private static byte[] derive(String password, byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
