package io.rollcall.push;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** Keys of the curve P-256 from and to the bytes in which push services and browsers write them. Stateless. */
final class P256 {
    private static final int LENGTH = 32;
    private static final int POINT = 1 + 2 * LENGTH;
    private static final byte UNCOMPRESSED = 4;

    private P256() {}

    static KeyPair generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /**
     * The key of an uncompressed point of 65 bytes.
     *
     * @throws IllegalArgumentException when it is none on the curve: an agreement with such a key would tell ours
     */
    static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
        if (point.length != POINT || point[0] != UNCOMPRESSED) {
            throw new IllegalArgumentException("must be an uncompressed point of 65 bytes");
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + LENGTH));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + LENGTH, POINT));
        BigInteger p = prime();
        if (x.compareTo(p) >= 0
                || y.compareTo(p) >= 0
                || !y.modPow(BigInteger.TWO, p).equals(square(x))) {
            throw new IllegalArgumentException("must be a point on the curve P-256");
        }
        return publicKey(new ECPoint(x, y));
    }

    /** The point of a key, uncompressed. */
    static byte[] bytes(ECPublicKey key) {
        return ByteBuffer.allocate(POINT)
                .put(UNCOMPRESSED)
                .put(bytes(key.getW().getAffineX()))
                .put(bytes(key.getW().getAffineY()))
                .array();
    }

    /** The number of a private key in 32 bytes. */
    static byte[] bytes(ECPrivateKey key) {
        return bytes(key.getS());
    }

    /**
     * The pair of a private key of 32 bytes.
     *
     * @throws IllegalArgumentException when there is none of that number
     */
    static KeyPair pair(byte[] number) throws GeneralSecurityException {
        BigInteger s = new BigInteger(1, number);
        if (number.length != LENGTH || s.signum() == 0 || s.compareTo(curve().getOrder()) >= 0) {
            throw new IllegalArgumentException("must be a private key of the curve P-256, 32 bytes");
        }
        ECPrivateKey secret =
                (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(s, curve()));
        // The JDK multiplies no points, but an agreement with the generator gives x of the product. Of the two points
        // with that x the right one is the one that verifies a signature.
        BigInteger x = new BigInteger(1, agree(secret, publicKey(curve().getGenerator())));
        BigInteger p = prime();
        BigInteger y = square(x).modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        ECPublicKey one = publicKey(new ECPoint(x, y));
        return new KeyPair(belong(one, secret) ? one : publicKey(new ECPoint(x, p.subtract(y))), secret);
    }

    /** What both sides of an agreement know. */
    static byte[] agree(ECPrivateKey ours, ECPublicKey theirs) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ours);
        agreement.doPhase(theirs, true);
        return agreement.generateSecret();
    }

    private static boolean belong(ECPublicKey open, ECPrivateKey secret) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(secret);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        return signature.verify(signed);
    }

    private static ECPublicKey publicKey(ECPoint point) throws GeneralSecurityException {
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve()));
    }

    /** What y² must be. */
    private static BigInteger square(BigInteger x) throws GeneralSecurityException {
        ECParameterSpec curve = curve();
        return x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(prime());
    }

    private static BigInteger prime() throws GeneralSecurityException {
        return ((ECFieldFp) curve().getCurve().getField()).getP();
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static byte[] bytes(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[LENGTH];
        int length = Math.min(signed.length, LENGTH);
        System.arraycopy(signed, signed.length - length, bytes, LENGTH - length, length);
        return bytes;
    }
}
