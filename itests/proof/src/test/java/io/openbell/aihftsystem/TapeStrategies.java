package io.openbell.aihftsystem;

import io.openbell.testkit.StrategyBundle;

/**
 * Strategies that write down what they are given: a number and a rolling hash of every quote, which each version hands to the
 * next. At every so many quotes they want one share, and say which quote it was. They say how long nothing came to them
 * although a quote was there, over replacements as well. What they say of themselves is an opportunity that nobody takes. They
 * join strings by method: the JVM links each {@code +} of a new class for milliseconds, and that would be measured.
 */
final class TapeStrategies {

    private static final String QUOTE = "seen++; hash = hash * 31 + quote.bidSize().hashCode();";

    private TapeStrategies() {}

    /** The one that is replaced. */
    static StrategyBundle tape(String version) {
        return bundle("Tape", version, "", "", QUOTE);
    }

    /** The one that is not. */
    static StrategyBundle witness() {
        return bundle("Witness", "1.0.0", "", "", QUOTE);
    }

    /** One of five kinds of versions that cannot take over. */
    static StrategyBundle broken(int number) {
        String version = "9.0." + number;
        return switch (number % 5) {
            case 0 -> tape(version).with("Import-Package", "nowhere.to.be.found");
            case 1 ->
                    bundle("Tape", version, "throw new IllegalStateException(version);", "", QUOTE);
            case 2 ->
                    bundle("Tape", version, "", "throw new IllegalStateException(version);", QUOTE);
            case 3 ->
                    bundle(
                            "Tape",
                            version,
                            "",
                            "",
                            "if (seen >= 0) throw new IllegalStateException(version);");
            default ->
                    bundle(
                            "Tape",
                            version,
                            "",
                            "",
                            "while (seen >= 0) { if (Thread.currentThread().isInterrupted()) return; }");
        };
    }

    private static StrategyBundle bundle(
            String className, String version, String constructor, String restore, String quote) {
        return StrategyBundle.of(
                "com.example." + className.toLowerCase(java.util.Locale.ROOT),
                version,
                "com.example." + className,
                """
                package com.example;
                import io.openbell.api.market.Quote;
                import io.openbell.api.order.OrderTerms;
                import io.openbell.api.strategy.*;
                import io.openbell.api.value.*;
                import java.util.Map;
                public final class %1$s implements Strategy {
                    public record Parameters(
                        @Parameter(min = 1, defaultValue = "1000000000", description = "Quotes between two wishes") int every) {}
                    private final Parameters parameters;
                    private static final String version = "%2$s";
                    private long seen;
                    private long hash = 1;
                    private long last;
                    private long begun;
                    private StrategyContext context;
                    public %1$s(Parameters parameters) { this.parameters = parameters; if (parameters != null) { %3$s } }
                    public void onStart(StrategyContext given) { context = given; begun = System.nanoTime(); }
                    public void onQuote(Quote quote) {
                        long now = System.nanoTime();
                        long waited = java.time.Duration.between(quote.at(), java.time.Instant.now()).toNanos();
                        long pause = Math.min(now - last, Math.max(0, waited));
                        if (begun != 0 && last != 0) {
                            say(String.join(" ", "pause", version, Long.toString(pause)));
                        }
                        if (last != 0 && pause > %6$s) {
                            say(String.join(" ", "gap", Long.toString(now), Long.toString(pause)));
                        }
                        begun = 0;
                        last = now;
                        %5$s
                        if (seen %% parameters.every() == 0) {
                            context.submit(quote.symbol(), Side.BUY, Quantity.of(1), new OrderTerms.Market(), "quote ".concat(Long.toString(seen)));
                        }
                    }
                    public void onTimer(java.time.Instant now) {
                        say(String.join(" ", "at", now.toString(), "seen", Long.toString(seen), "hash", Long.toString(hash)));
                    }
                    private void say(String text) {
                        context.publish(text, java.util.List.of(new Opportunity.Leg(context.symbols().get(0), 1)), 0, 0,
                            java.time.Duration.ofSeconds(1));
                    }
                    public Map<String, String> snapshot() {
                        return Map.of("seen", Long.toString(seen), "hash", Long.toString(hash), "last", Long.toString(last));
                    }
                    public void restore(Map<String, String> snapshot) {
                        seen = Long.parseLong(snapshot.get("seen"));
                        hash = Long.parseLong(snapshot.get("hash"));
                        last = Long.parseLong(snapshot.get("last"));
                        %4$s
                    }
                }
                """
                        .formatted(
                                className,
                                version,
                                constructor,
                                restore,
                                quote,
                                ReplacementStand.SHORTEST_GAP_NANOS));
    }
}
