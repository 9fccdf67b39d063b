package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.market.AssetClass;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the body of PATCH /v2/orders/{id} into the order that is to take the place of the old one. */
final class Replacement {

    private static final Set<VenueOrder.Status> ALLOWED =
            Set.of(
                    VenueOrder.Status.NEW,
                    VenueOrder.Status.PARTIALLY_FILLED,
                    VenueOrder.Status.HELD);

    private final VenueOrder order;
    private final OrderTicket old;
    private final Fields fields;

    private Replacement(VenueOrder order, Fields fields) {
        this.order = order;
        this.old = order.ticket();
        this.fields = fields;
    }

    static OrderTicket read(VenueOrder order, JsonNode body) throws Refusal {
        return new Replacement(order, Fields.of(body)).ticket();
    }

    private OrderTicket ticket() throws Refusal {
        requireReplaceable();
        AssetClass assetClass = old.instrument().assetClass();
        Lasting lasting = fields.wordOrNull("time_in_force", Lasting.class);
        BigDecimal trail = fields.number("trail");
        boolean byPrice = old.trailPrice() != null;
        if (trail != null && old.type() != OrderType.TRAILING_STOP) {
            throw Refusal.invalid("trail can only be replaced on trailing stop orders");
        }
        BigDecimal limit =
                old.isMultiLeg()
                        ? fields.number("limit_price")
                        : fields.price("limit_price", assetClass);
        BigDecimal stop = fields.price("stop_price", assetClass);
        OrderTicket next =
                new OrderTicket(
                        fields.has("client_order_id")
                                ? fields.clientOrderId()
                                : UUID.randomUUID().toString(),
                        old.symbol(),
                        old.side(),
                        quantity(),
                        old.type(),
                        lasting == null ? old.lasting() : lasting,
                        limit == null ? old.limitPrice() : limit,
                        stop == null ? old.stopPrice() : stop,
                        byPrice && trail != null ? trail : old.trailPrice(),
                        !byPrice && trail != null ? trail : old.trailPercent(),
                        old.extendedHours(),
                        old.orderClass(),
                        null,
                        old.intent(),
                        old.ratio(),
                        fields.has("advanced_instructions")
                                ? fields.inside("advanced_instructions").body()
                                : old.instructions());
        requireChanged(next);
        if (!old.isMultiLeg()) {
            TicketReader.requireThePricesOfItsType(next);
            Combinations.require(next);
        }
        return next;
    }

    private void requireReplaceable() throws Refusal {
        VenueOrder.Status status = order.status();
        if (status == VenueOrder.Status.REPLACED) {
            throw Refusal.unprocessable("order already replaced");
        }
        if (!ALLOWED.contains(status)) {
            throw Refusal.unprocessable("cannot replace order in " + status.word() + " status");
        }
        if (old.isNotional() || fields.has("notional")) {
            throw Refusal.unprocessable("notional orders cannot be replaced");
        }
        if (order.role() == LegRole.PART) {
            throw Refusal.unprocessable("leg orders cannot be replaced");
        }
    }

    private BigDecimal quantity() throws Refusal {
        BigDecimal wanted = fields.number("qty");
        if (wanted == null || wanted.compareTo(order.quantity()) == 0) {
            return order.quantity();
        }
        if (wanted.signum() <= 0) {
            throw Refusal.invalid("qty must be > 0");
        }
        if (old.orderClass() != OrderClass.SIMPLE) {
            throw Refusal.unprocessable("qty cannot be changed for advanced orders");
        }
        boolean fraction = wanted.stripTrailingZeros().scale() > 0;
        if (!old.instrument().isCrypto() && (fraction || old.isFractional())) {
            throw Refusal.unprocessable("qty of fractional orders cannot be replaced");
        }
        if (wanted.compareTo(order.filled()) <= 0) {
            throw Refusal.unprocessable("qty must be > filled_qty");
        }
        return wanted;
    }

    private void requireChanged(OrderTicket next) throws Refusal {
        boolean same =
                next.quantity().compareTo(order.quantity()) == 0
                        && next.lasting() == old.lasting()
                        && same(next.limitPrice(), old.limitPrice())
                        && same(next.stopPrice(), old.stopPrice())
                        && same(next.trailPrice(), old.trailPrice())
                        && same(next.trailPercent(), old.trailPercent())
                        && Objects.equals(next.instructions(), old.instructions());
        if (same) {
            throw Refusal.unprocessable("order parameters are not changed");
        }
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }
}
