package com.example.breakout;

import io.openbell.api.market.Bar;
import io.openbell.api.strategy.Parameter;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Buys what closes above its last closes, and sells what closes below them. */
public final class Breakout implements Strategy {

    private static final Duration WIDTH = Duration.ofSeconds(1);

    /** What may be configured in etc/openbell.strategy-breakout.cfg. */
    public record Parameters(
            @Parameter(min = 2, max = 500, defaultValue = "20", description = "Bars whose highest and lowest close are to be broken.")
                    int bars) {}

    private final Parameters parameters;
    private final Map<Symbol, Deque<Double>> closes = new HashMap<>();
    private StrategyContext context;

    public Breakout(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Set<Duration> barWidths() {
        return Set.of(WIDTH);
    }

    @Override
    public void onStart(StrategyContext given) {
        context = given;
    }

    @Override
    public void onBar(Bar bar) {
        Deque<Double> window = closes.computeIfAbsent(bar.symbol(), any -> new ArrayDeque<>());
        double close = bar.close().toDouble();
        if (window.size() >= parameters.bars()) {
            double highest = window.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
            double lowest = window.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            if (close > highest) {
                context.signal(bar.symbol(), 1, Duration.ofSeconds(10), "closed above " + highest);
            } else if (close < lowest) {
                context.signal(bar.symbol(), 0, Duration.ofSeconds(10), "closed below " + lowest);
            }
        }
        window.addLast(close);
        while (window.size() > parameters.bars()) {
            window.removeFirst();
        }
    }

    /** What the next version goes on with. */
    @Override
    public Map<String, String> snapshot() {
        Map<String, String> remembered = new HashMap<>();
        closes.forEach(
                (symbol, window) -> {
                    StringJoiner text = new StringJoiner(",");
                    window.forEach(close -> text.add(Double.toString(close)));
                    remembered.put(symbol.ticker(), text.toString());
                });
        return remembered;
    }

    @Override
    public void restore(Map<String, String> snapshot) {
        snapshot.forEach(
                (ticker, text) -> {
                    Deque<Double> window = new ArrayDeque<>();
                    for (String close : text.split(",")) {
                        window.addLast(Double.valueOf(close));
                    }
                    closes.put(Symbol.of(ticker), window);
                });
    }
}
