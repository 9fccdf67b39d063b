package io.openbell.simulator.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The one key the exchange accepts. Public knowledge: what protects it is that it listens on loopback only. */
public record Keys(String keyId, String secret) {

    /** As shipped. */
    public static final Keys DEFAULT = new Keys("PKSIMULATOR", "simulator");

    boolean accept(@Nullable String givenId, @Nullable String givenSecret) {
        return same(keyId, givenId) && same(secret, givenSecret);
    }

    private static boolean same(String ours, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        ours.getBytes(StandardCharsets.UTF_8),
                        given.getBytes(StandardCharsets.UTF_8));
    }

    /** Names the key, never the secret. */
    @Override
    public String toString() {
        return "Keys[" + keyId + "]";
    }
}
