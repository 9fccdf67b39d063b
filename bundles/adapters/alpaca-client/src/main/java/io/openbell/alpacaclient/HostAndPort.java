package io.openbell.alpacaclient;

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

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static HostAndPort parse(String key, String text) {
        Matcher parts = FORM.matcher(text);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "openbell.alpaca-client.cfg: "
                            + key
                            + " = "
                            + text
                            + ": needs host:port without user and password, port 1 to 65535");
        }
        return new HostAndPort(parts.group(1), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
