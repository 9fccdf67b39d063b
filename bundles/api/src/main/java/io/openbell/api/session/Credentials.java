package io.openbell.api.session;

/**
 * A key and its secret. Prints neither.
 *
 * @param keyId  names the key
 * @param secret proves it is ours
 */
public record Credentials(String keyId, String secret) {

    /** Shows that there is something, and nothing of it. */
    @Override
    public String toString() {
        return "Credentials[redacted]";
    }
}
