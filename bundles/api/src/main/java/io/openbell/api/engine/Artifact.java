package io.openbell.api.engine;

import java.util.Objects;

/**
 * A file that an event names by its digest, for example the bundle of a strategy.
 *
 * @param sha256 of its content, in lower case hexadecimal digits
 * @param bytes  its content; not copied, and never changed
 */
public record Artifact(String sha256, byte[] bytes) {

    /** Checks the form of the digest, not the digest. */
    public Artifact {
        Objects.requireNonNull(bytes, "bytes");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256 = " + sha256 + "; allowed: 64 hex digits");
        }
    }

    /** Names it, without its content. */
    @Override
    public String toString() {
        return "Artifact[sha256=" + sha256 + ", bytes=" + bytes.length + "]";
    }
}
