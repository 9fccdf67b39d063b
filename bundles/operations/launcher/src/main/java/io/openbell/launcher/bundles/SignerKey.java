package io.openbell.launcher.bundles;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key of who signs lists of bundles, as {@code openssl pkey -pubout} writes it. The other half of it is not on this machine. */
final class SignerKey {

    static final String FILE = "bundles.signer.pem";

    private static final String ALGORITHM = "Ed25519";
    private static final long LARGEST = 4096;
    private static final String REMEDY =
            "put the public key there: openssl pkey -in signer.key -pubout -out " + FILE;
    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private final PublicKey key;

    private SignerKey(PublicKey key) {
        this.key = key;
    }

    static SignerKey read(Path etc) throws NotSigned {
        String text =
                new String(SmallFile.bytes(etc, FILE, LARGEST, REMEDY), StandardCharsets.US_ASCII);
        if (text.contains("PRIVATE KEY")) {
            throw new NotSigned(
                    FILE,
                    "holds a private key, with which whoever reads it can sign",
                    "take it off this machine, make a new pair, and put the public key there");
        }
        Matcher pem = PEM.matcher(text);
        if (!pem.find()) {
            throw new NotSigned(FILE, "is no public key in PEM", REMEDY);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
            return new SignerKey(
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            throw new NotSigned(FILE, "is no " + ALGORITHM + " key", REMEDY);
        }
    }

    /** This key signed these bytes. */
    boolean signed(byte[] bytes, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** What people compare: SHA-256 of the key in DER. */
    String fingerprint() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
