package io.openbell.simulator.trading;

import java.util.Set;

/** Which types, times in force and sizes go together, by asset class and order class. */
final class Combinations {

    private static final Set<OrderType> CRYPTO_TYPES =
            Set.of(OrderType.MARKET, OrderType.LIMIT, OrderType.STOP_LIMIT);

    private Combinations() {}

    static void require(OrderTicket ticket) throws Refusal {
        switch (ticket.instrument().assetClass()) {
            case CRYPTO -> requireCrypto(ticket);
            case US_OPTION -> requireOption(ticket);
            case US_EQUITY -> requireStock(ticket);
        }
    }

    private static void requireCrypto(OrderTicket ticket) throws Refusal {
        if (!CRYPTO_TYPES.contains(ticket.type())) {
            throw Refusal.unprocessable("invalid order type for crypto order");
        }
        if (ticket.lasting() != Lasting.GTC && ticket.lasting() != Lasting.IOC) {
            throw Refusal.unprocessable("invalid crypto time_in_force");
        }
        if (ticket.orderClass() != OrderClass.SIMPLE) {
            throw Refusal.unprocessable(
                    "crypto orders not allowed for advanced order_class: "
                            + ticket.orderClass().word());
        }
        if (ticket.extendedHours()) {
            throw Refusal.unprocessable("extended hours is not supported for crypto trading");
        }
    }

    private static void requireOption(OrderTicket ticket) throws Refusal {
        if (ticket.orderClass() != OrderClass.SIMPLE) {
            throw Refusal.unprocessable("complex orders not supported for options trading");
        }
        if (ticket.type() != OrderType.MARKET && ticket.type() != OrderType.LIMIT) {
            throw Refusal.unprocessable("invalid order type for options trading");
        }
        if (ticket.lasting() != Lasting.DAY && ticket.lasting() != Lasting.GTC) {
            throw Refusal.unprocessable(
                    "order_time_in_force provided not supported for options trading");
        }
        if (ticket.isNotional()) {
            throw Refusal.unprocessable("notional orders are not supported for options trading");
        }
        if (ticket.isFractional()) {
            throw Refusal.unprocessable("qty must be integer for options trading");
        }
        if (ticket.extendedHours()) {
            throw Refusal.unprocessable("extended hours is not supported for options trading");
        }
    }

    private static void requireStock(OrderTicket ticket) throws Refusal {
        boolean fraction = ticket.isNotional() || ticket.isFractional();
        if (fraction && ticket.lasting() != Lasting.DAY) {
            throw Refusal.unprocessable("fractional orders must be DAY orders");
        }
        if (fraction && ticket.orderClass() != OrderClass.SIMPLE) {
            throw Refusal.unprocessable("fractional orders must be simple orders");
        }
        if (fraction && ticket.type() == OrderType.TRAILING_STOP) {
            throw Refusal.unprocessable(
                    "fractional orders must be market, limit, stop or stop_limit orders");
        }
        if (ticket.isNotional()
                && ticket.type() != OrderType.MARKET
                && ticket.type() != OrderType.LIMIT) {
            throw Refusal.unprocessable("notional orders must be market or limit orders");
        }
        boolean plain = ticket.type() == OrderType.MARKET || ticket.type() == OrderType.LIMIT;
        if (ticket.extendedHours()
                && !(ticket.type() == OrderType.LIMIT
                        && (ticket.lasting() == Lasting.DAY || ticket.lasting() == Lasting.GTC))) {
            throw Refusal.unprocessable("extended hours order must be DAY or GTC limit orders");
        }
        if (ticket.lasting().isImmediate() && !plain) {
            throw Refusal.unprocessable(
                    ticket.type().word().replace('_', ' ') + " orders must be DAY or GTC orders");
        }
        if (ticket.lasting().isAuction() && !plain) {
            throw Refusal.unprocessable(
                    ticket.lasting().word() + " orders must be market or limit orders");
        }
    }
}
