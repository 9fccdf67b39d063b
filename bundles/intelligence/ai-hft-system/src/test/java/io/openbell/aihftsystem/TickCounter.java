package io.openbell.aihftsystem;

import io.openbell.testkit.StrategyBundle;

/** Bundles with a strategy that counts its quotes and signals each one, in versions that differ in one line. */
final class TickCounter {

    static final String NAME = "tick-counter";

    private TickCounter() {}

    /** A version that is as it should be. */
    static StrategyBundle good(String version) {
        return bundle(version, "", "", "");
    }

    static StrategyBundle throwingInConstructor(String version) {
        return bundle(version, "throw new IllegalStateException(\"never meant to be\");", "", "");
    }

    /** One of its classes cannot be initialised. */
    static StrategyBundle withBrokenClass(String version, String error) {
        return bundle(
                version,
                "class Broken { static { if (true) throw new "
                        + error
                        + "(\"on purpose\"); } int x; } new Broken();",
                "",
                "");
    }

    static StrategyBundle throwingInRestore(String version) {
        return bundle(version, "", "throw new IllegalStateException(\"unknown format\");", "");
    }

    /** What it throws is no exception. */
    static StrategyBundle failingInRestore(String version) {
        return bundle(version, "", "if (ticks >= 0) throw new Error(\"beyond repair\");", "");
    }

    static StrategyBundle failingAtQuote(String version) {
        return bundle(version, "", "", "if (ticks >= 0) throw new Error(\"beyond repair\");");
    }

    static StrategyBundle loopingInConstructor(String version) {
        return bundle(version, "while (ticks >= 0) { Thread.onSpinWait(); }", "", "");
    }

    static StrategyBundle loopingAtQuote(String version) {
        return bundle(version, "", "", "while (ticks >= 0) { Thread.onSpinWait(); }");
    }

    static StrategyBundle unresolvable(String version) {
        return good(version).with("Import-Package", "nowhere");
    }

    private static StrategyBundle bundle(
            String version, String constructor, String restore, String quote) {
        return StrategyBundle.of(
                "com.example.tick-counter",
                version,
                "com.example.TickCounter",
                """
                package com.example;
                import io.openbell.api.market.Quote;
                import io.openbell.api.strategy.*;
                import java.time.Duration;
                import java.util.Map;
                public final class TickCounter implements Strategy {
                    public record Parameters(
                        @Parameter(min = 1, max = 9, defaultValue = "1", description = "Lot") int lot) {}
                    private final Parameters parameters;
                    private long ticks;
                    private StrategyContext context;
                    public TickCounter(Parameters parameters) { this.parameters = parameters; %s }
                    public void onStart(StrategyContext given) { context = given; }
                    public void onQuote(Quote quote) {
                        ticks++;
                        %s
                        context.signal(quote.symbol(), 1, Duration.ofSeconds(5),
                            "%s tick " + ticks + " lot " + parameters.lot());
                    }
                    public Map<String, String> snapshot() { return Map.of("ticks", "" + ticks); }
                    public void restore(Map<String, String> snapshot) {
                        ticks = Long.parseLong(snapshot.get("ticks"));
                        %s
                    }
                }
                """
                        .formatted(constructor, quote, version, restore));
    }
}
