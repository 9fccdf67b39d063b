package io.openbell.itests;

import io.openbell.testkit.StrategyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

/** Signs lists of bundles as docs/strategies.md says, with a key of its own. */
final class ListSigner {

    private final Path etc;
    private final KeyPair keys;

    ListSigner(Path etc) {
        this.etc = etc;
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void writeKey() throws IOException {
        Files.writeString(
                etc.resolve("bundles.signer.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
    }

    /** These may run, and no others. */
    void sign(StrategyBundle... bundles) throws IOException {
        StringBuilder list = new StringBuilder();
        for (StrategyBundle bundle : bundles) {
            list.append(sha256(bundle)).append("  ").append(bundle.name()).append(".jar\n");
        }
        byte[] bytes = list.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(etc.resolve("bundles.allowed"), bytes);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(bytes);
            Files.write(etc.resolve("bundles.allowed.sig"), signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String sha256(StrategyBundle bundle) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bundle.jar()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
