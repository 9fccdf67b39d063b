package io.openbell.kernel.protection;

import io.openbell.kernel.breaker.Breaker;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The protections that Freqtrade made known, by their rules.
 *
 * @param cooldown      rest of a symbol after each of its round trips; zero is off
 * @param stoplossGuard trips when so many round trips ended by a stop with less profit than {@code percent}
 * @param lowProfit     trips when so many round trips together made less than {@code percent} of what they cost
 * @param maxDrawdown   trips when the sum of the trips' percentages fell more than {@code percent} below its highest
 */
public record ProtectionRules(
        Duration cooldown, GuardRule stoplossGuard, GuardRule lowProfit, GuardRule maxDrawdown) {

    /** What is shipped: only what no ordinary day comes near to. */
    public static ProtectionRules standard() {
        return new ProtectionRules(
                Duration.ZERO,
                new GuardRule(4, 0, Duration.ofMinutes(60), Duration.ofMinutes(30), 0),
                new GuardRule(0, 0, Duration.ofMinutes(360), Duration.ofMinutes(60), 0),
                new GuardRule(20, 0, Duration.ofMinutes(2880), Duration.ofMinutes(60), 20));
    }

    /** Watchers that go by these rules. */
    public List<Breaker> guards() {
        return List.of(cooldownGuard(), stops(), profits(), drawdowns());
    }

    private Breaker cooldownGuard() {
        boolean on = !cooldown.isZero();
        GuardRule rule =
                new GuardRule(0, on ? 1 : 0, on ? cooldown : Duration.ofHours(1), cooldown, 0);
        return new TripGuard(
                "cooldown",
                rule,
                new TripGuard.Measure() {
                    @Override
                    public boolean counts(RoundTrip trip) {
                        return true;
                    }

                    @Override
                    public String judge(List<RoundTrip> trips) {
                        return "rests after a round trip seconds=" + cooldown.toSeconds();
                    }
                });
    }

    private Breaker stops() {
        return new TripGuard(
                "stoploss-guard",
                stoplossGuard,
                new TripGuard.Measure() {
                    @Override
                    public boolean counts(RoundTrip trip) {
                        return trip.byStop() && trip.percent() < stoplossGuard.percent();
                    }

                    @Override
                    public String judge(List<RoundTrip> trips) {
                        return text("stops", trips, stoplossGuard);
                    }
                });
    }

    private Breaker profits() {
        return new TripGuard(
                "low-profit",
                lowProfit,
                new TripGuard.Measure() {
                    @Override
                    public boolean counts(RoundTrip trip) {
                        return true;
                    }

                    @Override
                    public String judge(List<RoundTrip> trips) {
                        double sum = trips.stream().mapToDouble(RoundTrip::percent).sum();
                        return sum < lowProfit.percent()
                                ? figures(trips, "profitPercent", sum, "min", lowProfit)
                                : "";
                    }
                });
    }

    private Breaker drawdowns() {
        return new TripGuard(
                "trade-drawdown",
                maxDrawdown,
                new TripGuard.Measure() {
                    @Override
                    public boolean counts(RoundTrip trip) {
                        return true;
                    }

                    @Override
                    public String judge(List<RoundTrip> trips) {
                        double fall = fall(trips);
                        return fall > maxDrawdown.percent()
                                ? figures(trips, "drawdownPercent", fall, "max", maxDrawdown)
                                : "";
                    }
                });
    }

    /** How far the sum of the percentages fell below its highest, or below zero at the beginning. */
    private static double fall(List<RoundTrip> trips) {
        double sum = 0;
        double highest = 0;
        double deepest = 0;
        for (RoundTrip trip : trips) {
            sum += trip.percent();
            highest = Math.max(highest, sum);
            deepest = Math.max(deepest, highest - sum);
        }
        return deepest;
    }

    private static String text(String what, List<RoundTrip> trips, GuardRule rule) {
        return "%s=%d withinMinutes=%d".formatted(what, trips.size(), rule.lookBack().toMinutes());
    }

    private static String figures(
            List<RoundTrip> trips, String what, double value, String bound, GuardRule rule) {
        return String.format(
                Locale.ROOT,
                "%s %s=%.2f %s=%s",
                text("trades", trips, rule),
                what,
                value,
                bound,
                rule.percent());
    }
}
