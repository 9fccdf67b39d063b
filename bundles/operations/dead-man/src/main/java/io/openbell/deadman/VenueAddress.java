package io.openbell.deadman;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where orders are canceled: Alpaca's own hosts, written here and nowhere else, or an exchange on this machine. The same rule
 * as the client's: no word can send keys anywhere else.
 *
 * @param mode {@code paper} or {@code live}
 * @param root of the trading requests
 */
record VenueAddress(String mode, URI root) {

    private static final Pattern LOOPBACK =
            Pattern.compile("http://(127\\.0\\.0\\.1|localhost|\\[::1]):([0-9]{1,5})");

    static VenueAddress parse(String word) throws Refused {
        if (word.equals("paper")) {
            return new VenueAddress("paper", URI.create("https://paper-api.alpaca.markets"));
        }
        if (word.equals("live")) {
            return new VenueAddress("live", URI.create("https://api.alpaca.markets"));
        }
        var parts = LOOPBACK.matcher(word);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        if (port < 1 || port > 65_535) {
            // Not repeated: somebody may have put a key into it.
            throw new Refused(
                    Refused.USAGE,
                    "--venue: allowed paper, live, or http://127.0.0.1:PORT of an exchange on this machine");
        }
        return new VenueAddress("paper", URI.create(word));
    }
}
