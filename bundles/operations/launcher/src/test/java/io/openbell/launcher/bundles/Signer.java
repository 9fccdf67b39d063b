package io.openbell.launcher.bundles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** Somebody who signs lists of bundles, with a key of his own. */
final class Signer {

    private final KeyPair keys;

    Signer() {
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void writeKey(Path etc) throws IOException {
        Files.writeString(
                etc.resolve(SignerKey.FILE), pem("PUBLIC", keys.getPublic().getEncoded()));
    }

    void writePrivateKey(Path etc) throws IOException {
        Files.writeString(
                etc.resolve(SignerKey.FILE), pem("PRIVATE", keys.getPrivate().getEncoded()));
    }

    private static String pem(String which, byte[] encoded) {
        return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
                .formatted(which, Base64.getMimeEncoder().encodeToString(encoded), which);
    }

    /** The list and its signature. */
    void writeList(Path etc, String list) throws IOException {
        Files.writeString(etc.resolve(SignedList.FILE), list);
        Files.write(etc.resolve(SignedList.SIGNATURE), signature(list));
    }

    byte[] signature(String list) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(list.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
