package io.openbell.simulator.trading;

import java.util.List;

/** An order as it was asked for, with the orders under it. */
record OrderRequest(OrderTicket ticket, List<Leg> legs) {

    /** An order under it. */
    record Leg(LegRole role, OrderTicket ticket) {}

    OrderRequest {
        legs = List.copyOf(legs);
    }

    OrderRequest(OrderTicket ticket) {
        this(ticket, List.of());
    }
}
