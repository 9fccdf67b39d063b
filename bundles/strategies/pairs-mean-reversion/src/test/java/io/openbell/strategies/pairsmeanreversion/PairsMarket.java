package io.openbell.strategies.pairsmeanreversion;

import io.openbell.api.market.Quote;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.FakeStrategyContext;
import java.time.Instant;
import java.util.List;

/** The market beside the strategy: quotes, and fills of all it asks for. */
final class PairsMarket {

    private PairsMarket() {}

    /** The strategy holds what it asked for last. */
    static void fill(FakeStrategyContext own) {
        List<Opportunity> bets = own.opportunities();
        if (!bets.isEmpty()) {
            bets.get(bets.size() - 1)
                    .legs()
                    .forEach(
                            leg ->
                                    own.hold(
                                            leg.symbol(),
                                            Quantity.of(Math.round(20 * leg.weight()))));
        }
    }

    static Quote quoteAt(Symbol symbol, double bid, double ask, Instant at) {
        return new Quote(
                symbol, Price.of(bid), Quantity.of(100), Price.of(ask), Quantity.of(100), at);
    }
}
