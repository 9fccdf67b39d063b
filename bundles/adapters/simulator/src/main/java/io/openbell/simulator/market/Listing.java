package io.openbell.simulator.market;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * An instrument of the exchange.
 *
 * @param symbol       as orders name it: {@code AAPL}, {@code BTC/USD}, {@code AAPL261218C00230000}
 * @param exchange     the listing exchange by name, for example {@code NASDAQ}
 * @param sector       shares a factor with the others of its sector
 * @param partner      the symbol it is cointegrated with; empty for none
 * @param startDollars price on the first day
 */
public record Listing(
        String symbol,
        String name,
        AssetClass assetClass,
        String exchange,
        String sector,
        String partner,
        double startDollars,
        TradingTerms terms) {

    /** The eight stocks of the synthetic market. A partner stands before the one that names it. */
    public static final List<Listing> SYNTHETIC =
            List.of(
                    stock("AAPL", "Apple Inc.", "NASDAQ", "technology", "", 230),
                    stock("MSFT", "Microsoft Corporation", "NASDAQ", "technology", "", 430),
                    stock("NVDA", "NVIDIA Corporation", "NASDAQ", "technology", "", 140),
                    stock("JPM", "JPMorgan Chase & Co.", "NYSE", "financials", "", 240),
                    stock("KO", "The Coca-Cola Company", "NYSE", "staples", "", 62),
                    stock("PEP", "PepsiCo, Inc.", "NASDAQ", "staples", "KO", 155),
                    stock("XOM", "Exxon Mobil Corporation", "NYSE", "energy", "", 115),
                    stock("CVX", "Chevron Corporation", "NYSE", "energy", "XOM", 155));

    private static Listing stock(
            String symbol,
            String name,
            String exchange,
            String sector,
            String partner,
            double startDollars) {
        return new Listing(
                symbol,
                name,
                AssetClass.US_EQUITY,
                exchange,
                sector,
                partner,
                startDollars,
                TradingTerms.stock(true));
    }

    /** A recorded stock, of which only the symbol is known. */
    public static Listing recorded(String symbol) {
        return SYNTHETIC.stream()
                .filter(listing -> listing.symbol.equals(symbol))
                .findFirst()
                .orElse(
                        new Listing(
                                symbol,
                                symbol,
                                AssetClass.US_EQUITY,
                                "ARCA",
                                "",
                                "",
                                0,
                                TradingTerms.stock(false)));
    }

    /** An option contract of that OCC symbol. */
    public static Listing option(OptionContract contract) {
        return new Listing(
                contract.symbol(),
                contract.name(),
                AssetClass.US_OPTION,
                "",
                "",
                "",
                0,
                TradingTerms.option());
    }

    /** The same under another name. */
    Listing named(String other) {
        return other.equals(symbol)
                ? this
                : new Listing(
                        other, name, assetClass, exchange, sector, partner, startDollars, terms);
    }

    /** Its identity at this exchange, the same at every start. */
    public String id() {
        return id(symbol);
    }

    /** The identity an instrument of that symbol has. */
    public static String id(String symbol) {
        return UUID.nameUUIDFromBytes(("asset " + symbol).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** What the option is on; empty when it is none. */
    public Optional<OptionContract> contract() {
        return assetClass == AssetClass.US_OPTION ? OptionContract.parse(symbol) : Optional.empty();
    }

    /** The tape its quotes and trades are reported on: A, B or C; empty when it is no stock. */
    public String tape() {
        return switch (assetClass) {
            case CRYPTO, US_OPTION -> "";
            case US_EQUITY ->
                    switch (exchange) {
                        case "NYSE" -> "A";
                        case "NASDAQ" -> "C";
                        default -> "B";
                    };
        };
    }

    /** The symbols of a comma-separated list, upper case, without empty ones and repetitions. */
    public static List<String> symbols(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",", -1))
                .map(symbol -> symbol.strip().toUpperCase(Locale.ROOT))
                .filter(symbol -> !symbol.isEmpty())
                .distinct()
                .toList();
    }
}
