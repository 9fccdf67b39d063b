package io.openbell.itests;

import io.openbell.testkit.StrategyBundle;
import java.util.List;
import java.util.Locale;

/**
 * Strategies that write down what they are given: of each symbol the venue's numbers of the trades, which follow one another
 * without a gap, and of the quotes how many and a sum over them. Each version hands that to the next. Once a second they say
 * it, with how long nothing came to them although the exchange had something. They join strings by method: the JVM links each
 * {@code +} of a new class for milliseconds, and that would be measured.
 */
final class SeenTape {

    private SeenTape() {}

    /** The one that is replaced: one share at every so many trades of its first symbol. */
    static StrategyBundle tape(String version) {
        return bundle("Tape", version, "", "", "");
    }

    /** The one that is not. */
    static StrategyBundle witness() {
        return bundle("Witness", "1.0.0", "", "", "");
    }

    /** One of five kinds of versions that cannot take over. */
    static StrategyBundle broken(int number) {
        String version = "9.0." + number;
        String thrown = "if (quotes >= 0) throw new IllegalStateException(VERSION);";
        return switch (number % 5) {
            case 0 -> tape(version).with("Import-Package", "nowhere.to.be.found");
            case 1 -> bundle("Tape", version, thrown, "", "");
            case 2 -> bundle("Tape", version, "", thrown, "");
            case 3 -> bundle("Tape", version, "", "", thrown);
            default ->
                    bundle(
                            "Tape",
                            version,
                            "",
                            "",
                            "while (quotes >= 0) { if (Thread.currentThread().isInterrupted()) return; }");
        };
    }

    /** What is broken about that one, for people. */
    static String kind(int number) {
        return List.of(
                        "does not resolve",
                        "throws when it is made",
                        "restores badly",
                        "throws at its first quote",
                        "loops")
                .get(number % 5);
    }

    /** What it is refused with. */
    static String reason(int number) {
        return switch (number % 5) {
            case 0 -> "nowhere.to.be.found";
            case 4 -> "has not returned";
            default -> "9.0." + number;
        };
    }

    private static StrategyBundle bundle(
            String className, String version, String constructor, String restore, String quote) {
        String name = "com.example." + className.toLowerCase(Locale.ROOT);
        return StrategyBundle.of(
                name,
                version,
                name + "." + className,
                SOURCE.replace("PACKAGE", name)
                        .replace("NAME", className)
                        .replace("THE_VERSION", version)
                        .replace("IN_CONSTRUCTOR", constructor)
                        .replace("IN_RESTORE", restore)
                        .replace("AT_QUOTE", quote));
    }

    private static final String SOURCE =
            """
            package PACKAGE;
            import io.openbell.api.market.*;
            import io.openbell.api.order.OrderTerms;
            import io.openbell.api.strategy.*;
            import io.openbell.api.value.*;
            import java.time.Duration;
            import java.time.Instant;
            import java.util.*;
            public final class NAME implements Strategy {
                public record Parameters(
                    @Parameter(min = 1, defaultValue = "1000000000", description = "Trades of the first symbol between two wishes") int every) {}
                private static final String VERSION = "THE_VERSION";
                private static final long SHORTEST_NANOS = 1_500_000;
                private static final int MOST_PAUSES = 10; // a line of the log has a length
                private final Parameters parameters;
                private final Map<Symbol, long[]> ids = new TreeMap<>(Comparator.comparing(Symbol::ticker));
                private final StringBuilder pauses = new StringBuilder();
                private final TreeMap<Long, Long> longest = new TreeMap<>();
                private StrategyContext context;
                private long quotes;
                private long sum;
                private long trades;
                private long lost;
                private long doubled;
                private long last;
                private long lastWord;
                private boolean fresh;
                public NAME(Parameters parameters) { this.parameters = parameters; IN_CONSTRUCTOR }
                public void onStart(StrategyContext given) { context = given; }
                public void onQuote(Quote quote) {
                    came(quote.at());
                    quotes++;
                    sum += quote.at().getEpochSecond() * 1_000_003 + quote.at().getNano() + quote.bid().raw();
                    AT_QUOTE
                }
                public void onTrade(Trade trade) {
                    came(trade.at());
                    trades++;
                    long[] known = ids.get(trade.symbol());
                    if (known == null) {
                        ids.put(trade.symbol(), new long[] {trade.id(), trade.id()});
                    } else if (trade.id() <= known[1]) {
                        doubled++;
                    } else {
                        lost += trade.id() - known[1] - 1;
                        known[1] = trade.id();
                    }
                    if (trade.id() % parameters.every() == 0 && trade.symbol().equals(context.symbols().get(0))) {
                        wish(trade.id());
                    }
                }
                /** In turn of each of the first eight symbols, to and fro. */
                private void wish(long id) {
                    int turn = (int) (id / parameters.every());
                    int many = Math.min(8, context.symbols().size());
                    context.submit(context.symbols().get(turn % many), turn / many % 2 == 0 ? Side.BUY : Side.SELL, Quantity.of(1),
                        new OrderTerms.Market(), "trade ".concat(Long.toString(id)));
                }
                private void came(Instant at) {
                    long now = System.nanoTime();
                    if (fresh || now - last > SHORTEST_NANOS) {
                        long waited = Duration.between(at, Instant.now()).toNanos();
                        long pause = last == 0 ? 0 : Math.min(now - last, Math.max(0, waited));
                        if (fresh) {
                            pauses.append("switch:").append(pause).append(',');
                        }
                        if (pause > SHORTEST_NANOS) {
                            longest.put(pause, now);
                            if (longest.size() > MOST_PAUSES) {
                                longest.remove(longest.firstKey());
                            }
                        }
                        fresh = false;
                    }
                    last = now;
                }
                public void onTimer(Instant now) {
                    say(now.toString());
                }
                public void onStop() {
                    // After a snapshot nothing came: another version has it all.
                    if (lastWord != quotes + trades) {
                        say("end");
                    }
                }
                private void say(String at) {
                    TreeMap<Long, Long> inOrder = new TreeMap<>();
                    for (Map.Entry<Long, Long> each : longest.entrySet()) {
                        inOrder.put(each.getValue(), each.getKey());
                    }
                    longest.clear();
                    for (Map.Entry<Long, Long> each : inOrder.entrySet()) {
                        pauses.append(each.getKey()).append(':').append(each.getValue()).append(',');
                    }
                    context.log(String.join(" ", "tape", at, Thread.currentThread().getName(), VERSION, Long.toString(quotes), Long.toString(sum),
                        Long.toString(trades), Long.toString(lost), Long.toString(doubled), seen(), "pauses,".concat(pauses.toString())));
                    pauses.setLength(0);
                }
                private String seen() {
                    StringBuilder text = new StringBuilder("seen");
                    for (Map.Entry<Symbol, long[]> each : ids.entrySet()) {
                        text.append(',').append(each.getKey().ticker()).append(':').append(each.getValue()[0]).append(':').append(each.getValue()[1]);
                    }
                    return text.toString();
                }
                public Map<String, String> snapshot() {
                    lastWord = quotes + trades;
                    return Map.of("counts", String.join(" ", Long.toString(quotes), Long.toString(sum), Long.toString(trades), Long.toString(lost),
                        Long.toString(doubled), Long.toString(last)), "seen", seen(), "pauses", pauses.toString());
                }
                public void restore(Map<String, String> snapshot) {
                    IN_RESTORE
                    String[] counts = snapshot.get("counts").split(" ", -1);
                    quotes = Long.parseLong(counts[0]);
                    sum = Long.parseLong(counts[1]);
                    trades = Long.parseLong(counts[2]);
                    lost = Long.parseLong(counts[3]);
                    doubled = Long.parseLong(counts[4]);
                    last = Long.parseLong(counts[5]);
                    String[] symbols = snapshot.get("seen").split(",", -1);
                    for (int i = 1; i < symbols.length; i++) {
                        String[] each = symbols[i].split(":", -1);
                        ids.put(Symbol.of(each[0]), new long[] {Long.parseLong(each[1]), Long.parseLong(each[2])});
                    }
                    pauses.append(snapshot.get("pauses"));
                    fresh = true;
                }
            }
            """;
}
