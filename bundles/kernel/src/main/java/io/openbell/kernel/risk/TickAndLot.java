package io.openbell.kernel.risk;

import io.openbell.api.broker.Asset;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.util.Optional;

/**
 * Row 10: prices have at most two decimals from one dollar on and four below, or the steps the venue states. A share that
 * comes in fractions goes so as a market or limit order for the day, and never into a short; contracts are whole; coins
 * follow their own smallest size and steps.
 */
record TickAndLot() implements RiskCheck {

    private static final long CENT = 10_000_000L;

    @Override
    public int row() {
        return 10;
    }

    @Override
    public Verdict check(Proposal proposal) {
        OrderIntent intent = proposal.intent();
        Optional<Asset> asset =
                proposal.view()
                        .instruments()
                        .instrument(intent.symbol(), proposal.now())
                        .flatMap(InstrumentStated::asset);
        for (Price price : Terms.prices(intent)) {
            Price tick = asset.flatMap(Asset::priceIncrement).orElseGet(() -> Terms.tick(price));
            if (!price.isMultipleOf(tick)) {
                return Verdict.deny(DenyReason.TICK_LOT, "price=%s tick=%s", price, tick);
            }
        }
        Optional<Money> amount = intent.instructions().notional();
        if (amount.isPresent() && amount.get().raw() % CENT != 0) {
            return Verdict.deny(DenyReason.TICK_LOT, "notional=%s tick=0.01", amount.get());
        }
        Verdict lot = lot(intent, asset);
        return lot instanceof Verdict.Denied || intent.symbol().assetClass() == AssetClass.CRYPTO
                ? lot
                : fraction(proposal, asset);
    }

    private static Verdict lot(OrderIntent intent, Optional<Asset> asset) {
        Quantity quantity = intent.quantity();
        Optional<Quantity> least = asset.flatMap(Asset::minOrderSize);
        if (least.isPresent() && least.get().exceeds(quantity)) {
            return Verdict.deny(DenyReason.TICK_LOT, "quantity=%s min=%s", quantity, least.get());
        }
        Optional<Quantity> step = asset.flatMap(Asset::sizeIncrement);
        boolean byAmount = intent.instructions().notional().isPresent();
        if (step.isPresent() && !byAmount && quantity.raw() % step.get().raw() != 0) {
            return Verdict.deny(DenyReason.TICK_LOT, "quantity=%s step=%s", quantity, step.get());
        }
        return pass(intent);
    }

    private static Verdict fraction(Proposal proposal, Optional<Asset> asset) {
        OrderIntent intent = proposal.intent();
        Quantity quantity = intent.quantity();
        boolean byAmount = intent.instructions().notional().isPresent();
        if (quantity.isWhole() && !byAmount) {
            return pass(intent);
        }
        boolean simple =
                intent.terms() instanceof OrderTerms.Market
                        || intent.terms() instanceof OrderTerms.Limit;
        if (!simple || intent.timeInForce() != TimeInForce.DAY || proposal.isMultiLeg()) {
            return Verdict.deny(
                    DenyReason.TICK_LOT,
                    "quantity=%s allowed=whole shares unless market or limit for the day",
                    quantity);
        }
        if (!asset.map(Asset::fractionable).orElse(false)) {
            return Verdict.deny(DenyReason.TICK_LOT, "quantity=%s fractionable=false", quantity);
        }
        Quantity opening = proposal.opening(proposal.claims().get(0));
        if (!proposal.isBuy() && opening.isPositive()) {
            return Verdict.deny(
                    DenyReason.TICK_LOT,
                    "quantity=%s short=%s allowed=whole shares when selling short",
                    quantity,
                    opening);
        }
        return pass(intent);
    }

    private static Verdict pass(OrderIntent intent) {
        return Verdict.pass("quantity=%s prices=%s", intent.quantity(), Terms.prices(intent));
    }
}
