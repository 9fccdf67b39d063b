package io.openbell.kernel.protection;

import io.openbell.api.broker.Asset;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which stops the venue takes, as rows 10 and 11 of the gate have it: whole shares, coins in their own steps and with a limit
 * behind the stop, and nothing for option contracts.
 */
final class StopTerms {

    private static final Price CENT = Price.parse("0.01");
    private static final Price HUNDREDTH_CENT = Price.parse("0.0001");
    private static final Price DOLLAR = Price.parse("1");

    private final double distancePercent;

    /** Of coins: shares all follow the same steps. */
    private final Map<Symbol, Asset> coins = new HashMap<>();

    StopTerms(double distancePercent) {
        this.distancePercent = distancePercent;
    }

    void onEvent(TradingEvent event) {
        if (event instanceof InstrumentStated stated && isCoin(stated.symbol())) {
            stated.asset().ifPresent(asset -> coins.put(stated.symbol(), asset));
        }
    }

    /** How much of so much one stop can be for; zero if none can. */
    Quantity lot(Symbol symbol, Quantity shares) {
        return switch (symbol.assetClass()) {
            case US_EQUITY -> inSteps(shares, FixedPoint.ONE);
            case CRYPTO -> coinLot(symbol, shares);
            case US_OPTION, OTHER -> Quantity.ZERO;
        };
    }

    private Quantity coinLot(Symbol symbol, Quantity amount) {
        Optional<Asset> asset = Optional.ofNullable(coins.get(symbol));
        Quantity lot =
                inSteps(amount, asset.flatMap(Asset::sizeIncrement).map(Quantity::raw).orElse(1L));
        boolean tooSmall =
                asset.flatMap(Asset::minOrderSize).filter(least -> least.exceeds(lot)).isPresent();
        return tooSmall ? Quantity.ZERO : lot;
    }

    private static Quantity inSteps(Quantity shares, long step) {
        return new Quantity(shares.raw() - shares.raw() % step);
    }

    /** Why there can be no stop for what is no {@link #lot}, for people. */
    static String obstacle(Symbol symbol) {
        return switch (symbol.assetClass()) {
            case US_EQUITY -> "cannot be protected: stops are for whole shares";
            case CRYPTO -> "cannot be protected: less than the venue takes";
            case US_OPTION -> "cannot be protected: option contracts take no stops";
            case OTHER -> "cannot be protected: a kind of instrument that is not known";
        };
    }

    /** From the average price; from the present one where that is already beyond the stop. Empty while there is none. */
    Optional<Price> stopPrice(Position position) {
        boolean held = position.quantity().isPositive();
        double factor = held ? 1 - distancePercent / 100 : 1 + distancePercent / 100;
        Price mark = position.mark();
        if (!mark.isPositive()) {
            return Optional.empty();
        }
        Price stop = rounded(position.symbol(), position.averagePrice().times(factor));
        boolean beyond = held ? stop.compareTo(mark) >= 0 : stop.compareTo(mark) <= 0;
        Price right = beyond ? rounded(position.symbol(), mark.times(factor)) : stop;
        return Optional.of(right).filter(Price::isPositive);
    }

    OrderTerms at(Symbol symbol, Price stop, boolean longPosition) {
        return isCoin(symbol)
                ? new OrderTerms.StopLimit(
                        stop, rounded(symbol, stop.times(longPosition ? 0.98 : 1.02)))
                : new OrderTerms.Stop(stop);
    }

    static TimeInForce lasting(Symbol symbol) {
        return isCoin(symbol) ? TimeInForce.GTC : TimeInForce.DAY;
    }

    private Price rounded(Symbol symbol, Price price) {
        Price usual = price.compareTo(DOLLAR) >= 0 ? CENT : HUNDREDTH_CENT;
        return price.roundedTo(
                Optional.ofNullable(coins.get(symbol))
                        .flatMap(Asset::priceIncrement)
                        .orElse(usual));
    }

    static boolean isCoin(Symbol symbol) {
        return symbol.assetClass() == AssetClass.CRYPTO;
    }
}
