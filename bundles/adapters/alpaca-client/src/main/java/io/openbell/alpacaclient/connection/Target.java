package io.openbell.alpacaclient.connection;

import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.session.Credentials;
import java.net.URI;
import java.util.Set;

/**
 * What we are connected to. Alpaca's hosts are written here and nowhere else, so that no configuration can turn paper
 * into something else.
 *
 * @param name           for people
 * @param marketDataName for people
 * @param builtIn        our own exchange
 * @param trading        root of the trading requests
 * @param data           root of the market data requests
 */
public record Target(
        String name,
        String marketDataName,
        boolean builtIn,
        URI trading,
        URI data,
        URI tradeUpdates,
        URI marketData,
        URI cryptoData,
        URI optionData,
        URI news,
        Credentials credentials) {

    private static final Set<String> LOOPBACK =
            Set.of("127.0.0.1", "localhost", "[::1]", "[0:0:0:0:0:0:0:1]");

    /**
     * Alpaca's paper trading.
     *
     * @throws IllegalArgumentException if the credentials cannot be any; names the variable, never the value
     */
    public static Target alpacaPaper(Credentials credentials, ClientSettings.Feeds feeds) {
        requireWellFormed("ALPACA_API_KEY", credentials.keyId());
        requireWellFormed("ALPACA_SECRET_KEY", credentials.secret());
        return new Target(
                "Alpaca paper",
                "Alpaca " + feeds.stocks(),
                false,
                URI.create("https://paper-api.alpaca.markets"),
                URI.create("https://data.alpaca.markets"),
                URI.create("wss://paper-api.alpaca.markets/stream"),
                URI.create("wss://stream.data.alpaca.markets/v2/" + feeds.stocks()),
                URI.create("wss://stream.data.alpaca.markets/v1beta3/crypto/us"),
                URI.create("wss://stream.data.alpaca.markets/v1beta1/" + feeds.options()),
                URI.create("wss://stream.data.alpaca.markets/v1beta1/news"),
                credentials);
    }

    /**
     * The simulator.
     *
     * @throws IllegalArgumentException if it is not on this machine
     */
    public static Target builtIn(ExchangeEndpoint exchange, ClientSettings.Feeds feeds) {
        for (URI address :
                new URI[] {exchange.rest(), exchange.tradeUpdates(), exchange.marketData()}) {
            if (address.getHost() == null || !LOOPBACK.contains(address.getHost())) {
                throw new IllegalArgumentException(
                        "the built-in exchange must be at a loopback address, is at " + address);
            }
        }
        String name = "built-in exchange " + exchange.rest().getAuthority();
        return new Target(
                name,
                name,
                true,
                exchange.rest(),
                exchange.rest(),
                exchange.tradeUpdates(),
                exchange.marketData(),
                exchange.marketData().resolve("/v1beta3/crypto/us"),
                exchange.marketData().resolve("/v1beta1/" + feeds.options()),
                exchange.marketData().resolve("/v1beta1/news"),
                new Credentials(exchange.keyId(), exchange.secret()));
    }

    /** What to do when the venue refuses the credentials. */
    public String credentialsRemedy() {
        return builtIn
                ? "the built-in exchange refuses the key it announced; restart it"
                : "check ALPACA_API_KEY and ALPACA_SECRET_KEY (keys of the paper account; those of a live one do not work"
                        + " here), then start again";
    }

    @Override
    public String toString() {
        return name;
    }

    private static void requireWellFormed(String variable, String value) {
        boolean printable =
                value.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\'');
        if (value.isEmpty() || value.length() > 256 || !printable) {
            throw new IllegalArgumentException(
                    variable
                            + " looks malformed (length "
                            + value.length()
                            + "): 1 to 256 printable characters without spaces and quotes expected");
        }
    }
}
