package io.openbell.api.order;

import java.util.List;

/** Whether an order stands alone, or belongs to a group the venue manages. */
public sealed interface OrderClass {

    /** Stands alone. */
    record Simple() implements OrderClass {}

    /** An entry; once it has filled completely, two exits of which the first to fill cancels the other. */
    record Bracket(ExitLeg.TakeProfit takeProfit, ExitLeg.StopLoss stopLoss)
            implements OrderClass {}

    /**
     * Two exits of a position that is held already. The order itself is the one with the gain, and has limit terms.
     *
     * @param stopLoss the other one
     */
    record OneCancelsOther(ExitLeg.StopLoss stopLoss) implements OrderClass {}

    /** An entry; once it has filled completely, one exit. */
    record OneTriggersOther(ExitLeg exit) implements OrderClass {}

    /**
     * Several contracts bought and sold as one. The intent's symbol is the underlying, its quantity counts units of all
     * legs; a limit price is what one unit costs: positive is paid, negative is received. The intent's side is BUY.
     *
     * @param legs 2 to 4, no contract twice
     */
    record MultiLeg(List<OptionLeg> legs) implements OrderClass {

        /** Refuses fewer than two, more than four, and the same contract twice. */
        public MultiLeg {
            legs = List.copyOf(legs);
            if (legs.size() < 2 || legs.size() > 4) {
                throw new IllegalArgumentException(
                        "a multi-leg order needs 2 to 4 legs, has " + legs.size());
            }
            long contracts = legs.stream().map(OptionLeg::symbol).distinct().count();
            if (contracts < legs.size()) {
                throw new IllegalArgumentException("a contract stands in two legs: " + legs);
            }
        }
    }
}
