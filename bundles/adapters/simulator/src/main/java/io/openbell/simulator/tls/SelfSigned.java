package io.openbell.simulator.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A key and the certificate it signed for itself. The JDK signs and checks; only the certificate's layout (RFC 5280) is
 * written here, because the JDK has no public class for it.
 */
record SelfSigned(PrivateKey key, X509Certificate certificate) {

    /** Clients accept no server certificate that is valid for longer. */
    static final Duration LIFETIME = Duration.ofDays(825);

    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final byte[] ECDSA_WITH_SHA256 =
            Der.of(Der.SEQUENCE, Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] NAME =
            Der.of(
                    Der.SEQUENCE,
                    Der.of(
                            Der.SET,
                            Der.of(
                                    Der.SEQUENCE,
                                    Der.oid(2, 5, 4, 3),
                                    Der.text(Der.UTF8_STRING, "Openbell exchange"))));
    private static final byte[] LOOPBACK_ONLY =
            extension(
                    Der.oid(2, 5, 29, 17),
                    Der.of(
                            Der.SEQUENCE,
                            Der.text(0x82, "localhost"),
                            Der.of(0x87, new byte[] {127, 0, 0, 1})));
    private static final byte[] FOR_SERVERS =
            extension(
                    Der.oid(2, 5, 29, 37),
                    Der.of(Der.SEQUENCE, Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 1)));

    /** A new one for loopback, valid from an hour ago (clocks differ). */
    static SelfSigned create(Instant now) throws GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair pair = generator.generateKeyPair();
        Instant from = now.minus(Duration.ofHours(1));
        byte[] body =
                Der.of(
                        Der.SEQUENCE,
                        Der.of(0xa0, Der.of(Der.INTEGER, new byte[] {2})),
                        Der.of(Der.INTEGER, new BigInteger(120, random).setBit(120).toByteArray()),
                        ECDSA_WITH_SHA256,
                        NAME,
                        Der.of(Der.SEQUENCE, time(from), time(from.plus(LIFETIME))),
                        NAME,
                        pair.getPublic().getEncoded(),
                        Der.of(0xa3, Der.of(Der.SEQUENCE, LOOPBACK_ONLY, FOR_SERVERS)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(body);
        byte[] whole = Der.of(Der.SEQUENCE, body, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
        return new SelfSigned(pair.getPrivate(), read(whole));
    }

    /** From DER or PEM. */
    static X509Certificate read(byte[] bytes) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(bytes));
    }

    /** The key belongs to the certificate, which stays valid until then. */
    boolean isGoodUntil(Instant then) throws GeneralSecurityException {
        byte[] probe = {1, 2, 3};
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(key);
        signer.update(probe);
        Signature checker = Signature.getInstance("SHA256withECDSA");
        checker.initVerify(certificate.getPublicKey());
        checker.update(probe);
        return checker.verify(signer.sign()) && certificate.getNotAfter().toInstant().isAfter(then);
    }

    private static byte[] time(Instant at) {
        return Der.text(Der.UTC_TIME, UTC_TIME.format(at));
    }

    private static byte[] extension(byte[] oid, byte[] value) {
        return Der.of(Der.SEQUENCE, oid, Der.of(Der.OCTET_STRING, value));
    }
}
