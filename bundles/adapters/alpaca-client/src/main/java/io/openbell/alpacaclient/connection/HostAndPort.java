package io.openbell.alpacaclient.connection;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something listens.
 *
 * @param host a name or an IPv4 address
 * @param port 1 to 65535
 */
public record HostAndPort(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]{0,252}):([0-9]{1,5})");

    public static final String ALLOWED = "host:port without user and password, port 1 to 65535";

    /** Reads {@code host:port}; empty if it is anything else. */
    public static Optional<HostAndPort> find(String text) {
        Matcher parts = FORM.matcher(text);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        return port < 1 || port > 65_535
                ? Optional.empty()
                : Optional.of(new HostAndPort(parts.group(1), port));
    }

    /** Without what may be a password. */
    public static String redacted(String text) {
        return text.replaceFirst("^.*@", "[redacted]@");
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static HostAndPort parse(String key, String text) {
        return find(text)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "openbell.alpaca-client.cfg: "
                                                + key
                                                + " = "
                                                + redacted(text)
                                                + ": needs "
                                                + ALLOWED));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
