package io.openbell.simulator.trading;

import io.openbell.simulator.market.OptionContract;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What options oblige to. */
final class Options {

    private static final BigDecimal SHARES = new BigDecimal(100);

    private Options() {}

    /** The stock an option is on. */
    static String underlying(String symbol) {
        return contract(symbol).underlying();
    }

    static OptionContract contract(String symbol) {
        return OptionContract.parse(symbol)
                .orElseThrow(() -> new IllegalStateException("not an option: " + symbol));
    }

    /**
     * The most that these contracts together can cost at their end, in dollars, whatever the stock does below and between
     * the strikes: what has to be set aside for them. Calls that are short without a long one are covered by shares; see
     * {@link #uncoveredCalls}.
     *
     * @param positions contracts by symbol, negative when short, all on one stock
     */
    static BigDecimal worstLoss(Map<String, BigDecimal> positions) {
        TreeSet<BigDecimal> prices = new TreeSet<>();
        prices.add(BigDecimal.ZERO);
        positions.keySet().forEach(symbol -> prices.add(contract(symbol).strike()));
        BigDecimal naked = uncoveredCalls(positions);
        BigDecimal worst = BigDecimal.ZERO;
        for (BigDecimal price : prices) {
            BigDecimal payoff = BigDecimal.ZERO;
            for (Map.Entry<String, BigDecimal> position : positions.entrySet()) {
                payoff =
                        payoff.add(
                                contract(position.getKey())
                                        .intrinsic(price)
                                        .multiply(position.getValue()));
            }
            // Shares pay for the calls they cover.
            BigDecimal covered = naked.multiply(lowestShortCall(positions, price));
            worst = worst.min(payoff.add(covered));
        }
        return worst.negate().multiply(SHARES);
    }

    private static BigDecimal lowestShortCall(Map<String, BigDecimal> positions, BigDecimal price) {
        return positions.entrySet().stream()
                .filter(position -> position.getValue().signum() < 0)
                .map(position -> contract(position.getKey()))
                .filter(OptionContract::call)
                .map(contract -> contract.intrinsic(price))
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    /** Short calls beyond the long ones: so many hundred shares must be held. */
    static BigDecimal uncoveredCalls(Map<String, BigDecimal> positions) {
        return positions.entrySet().stream()
                .filter(position -> contract(position.getKey()).call())
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .negate()
                .max(BigDecimal.ZERO);
    }

    /** Positions in options on one stock. */
    static Map<String, BigDecimal> on(String underlying, Collection<Holding> holdings) {
        Map<String, BigDecimal> found = new TreeMap<>();
        for (Holding holding : holdings) {
            if (holding.instrument().isOption()
                    && underlying(holding.symbol()).equals(underlying)) {
                found.put(holding.symbol(), holding.quantity());
            }
        }
        return found;
    }
}
