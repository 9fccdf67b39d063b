package io.openbell.kernel.risk;

import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.DenyReason;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A wish that one check alone refuses.
 *
 * @param row   of the check
 * @param name  what is wrong, for people
 * @param given makes it wrong
 */
record RiskCase(
        int row,
        DenyReason reason,
        String name,
        Consumer<Scenario> given,
        Function<Scenario, OrderIntent> wish) {

    /** What breaks no limit by itself. */
    static final Function<Scenario, OrderIntent> BUY_TEN =
            s -> s.intents.buy("AAPL", "10", "100.05");

    static Consumer<Scenario> limits(Consumer<Limits> change) {
        return scenario -> {
            Limits limits = new Limits();
            change.accept(limits);
            scenario.limits = limits.build();
        };
    }

    static void repeat(int times, Consumer<Integer> action) {
        for (int i = 0; i < times; i++) {
            action.accept(i);
        }
    }

    static OrderIntent reason(OrderIntent intent, String reason) {
        return new OrderIntent(
                intent.id(),
                intent.source(),
                intent.symbol(),
                intent.side(),
                intent.quantity(),
                intent.terms(),
                intent.timeInForce(),
                reason,
                intent.basis());
    }

    @Override
    public String toString() {
        return row + " " + name;
    }
}
