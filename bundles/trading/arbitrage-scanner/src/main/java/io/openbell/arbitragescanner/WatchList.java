package io.openbell.arbitragescanner;

import io.openbell.api.value.Symbol;
import io.openbell.kernel.arbitrage.ArbitrageScan;
import io.openbell.kernel.arbitrage.FundBasket;
import io.openbell.kernel.arbitrage.Pair;
import io.openbell.kernel.arbitrage.PairRules;
import io.openbell.kernel.arbitrage.TradingFees;
import io.openbell.kernel.arbitrage.Triangle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what is looked at. */
final class WatchList {

    private static final String FILE = "openbell.arbitrage-scanner.cfg: ";
    private static final String CASH = "CASH";

    /** A list with a member that is none. */
    record Unreadable(String key, String value, String allowed, String why) {}

    private static final String TRIANGLE = "A/USD>B/USD>B/A";
    private static final String BASKET = "FUND=SHARES*SYMBOL+SHARES*SYMBOL+DOLLARS*CASH";
    private static final String PAIR = "SYMBOL:SYMBOL";

    private WatchList() {}

    /** Lists that cannot be read, each by itself. */
    static List<Unreadable> unreadable(ArbitrageScannerConfig config) {
        PairRules rules = pairRules(config);
        List<Unreadable> bad = new ArrayList<>();
        look("triangles", config.triangles(), ",", TRIANGLE, WatchList::triangle, bad);
        look("baskets", config.baskets(), ";", BASKET, WatchList::basket, bad);
        look("pairs", config.pairs(), ",", PAIR, text -> pair(text, rules), bad);
        return bad;
    }

    private static void look(
            String key,
            String text,
            String separator,
            String allowed,
            Function<String, ?> parse,
            List<Unreadable> bad) {
        try {
            members(text, separator, parse);
        } catch (IllegalArgumentException why) {
            bad.add(new Unreadable(key, text, allowed, String.valueOf(why.getMessage())));
        }
    }

    /** Throws {@link IllegalArgumentException} that names key, value and what is allowed. */
    static ArbitrageScan.Watched watched(ArbitrageScannerConfig config) {
        PairRules rules = pairRules(config);
        return new ArbitrageScan.Watched(
                list("triangles", config.triangles(), ",", TRIANGLE, WatchList::triangle),
                list("baskets", config.baskets(), ";", BASKET, WatchList::basket),
                list("pairs", config.pairs(), ",", PAIR, text -> pair(text, rules)));
    }

    static ArbitrageScan.Rules rules(ArbitrageScannerConfig config) {
        return new ArbitrageScan.Rules(
                new TradingFees(config.stockFeeBps(), config.cryptoFeeBps()),
                Duration.ofMillis(config.maxQuoteAgeMillis()),
                Duration.ofMillis(config.timeToLiveMillis()),
                config.minimumEdgeBps(),
                config.minimumDepthDollars());
    }

    private static PairRules pairRules(ArbitrageScannerConfig config) {
        if (config.pairWarmUp() > config.pairWindow()) {
            throw new IllegalArgumentException(
                    FILE
                            + "pairWarmUp = "
                            + config.pairWarmUp()
                            + ": must not exceed pairWindow = "
                            + config.pairWindow());
        }
        return new PairRules(
                Duration.ofSeconds(config.pairSampleSeconds()),
                config.pairWindow(),
                config.pairWarmUp(),
                config.pairLags(),
                config.pairMaxProbability(),
                config.pairMaxHalfLifeSeconds() / (double) config.pairSampleSeconds(),
                config.pairEntryDeviations());
    }

    private static Triangle triangle(String text) {
        String[] symbols = parts(text, ">", 3);
        return new Triangle(symbol(symbols[0]), symbol(symbols[1]), symbol(symbols[2]));
    }

    private static Pair pair(String text, PairRules rules) {
        String[] symbols = parts(text, ":", 2);
        return new Pair(symbol(symbols[0]), symbol(symbols[1]), rules);
    }

    private static FundBasket basket(String text) {
        String[] sides = parts(text, "=", 2);
        List<FundBasket.Part> held = new ArrayList<>();
        double cash = 0;
        for (String part : sides[1].split("\\+", -1)) {
            String[] factors = parts(part, "*", 2);
            double amount = Double.parseDouble(factors[0].strip());
            if (factors[1].strip().equals(CASH)) {
                cash += amount;
            } else {
                held.add(new FundBasket.Part(symbol(factors[1]), amount));
            }
        }
        return new FundBasket(symbol(sides[0]), held, cash);
    }

    private static Symbol symbol(String text) {
        return Symbol.of(text.strip());
    }

    private static String[] parts(String text, String separator, int count) {
        String[] parts = text.split(Pattern.quote(separator), -1);
        if (parts.length != count) {
            throw new IllegalArgumentException(
                    "'" + text.strip() + "' needs " + (count - 1) + " '" + separator + "'");
        }
        return parts;
    }

    private static <T> List<T> members(String text, String separator, Function<String, T> parse) {
        return text.isBlank()
                ? List.of()
                : Stream.of(text.split(separator, -1)).map(String::strip).map(parse).toList();
    }

    private static <T> List<T> list(
            String key, String text, String separator, String allowed, Function<String, T> parse) {
        try {
            return members(text, separator, parse);
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(
                    FILE
                            + key
                            + " = "
                            + text
                            + ": needs "
                            + allowed
                            + " ("
                            + bad.getMessage()
                            + ")",
                    bad);
        }
    }
}
