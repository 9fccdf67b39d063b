package io.openbell.simulator;

import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import io.openbell.simulator.faults.Faults;
import io.openbell.simulator.faults.Occasion;
import io.openbell.simulator.market.Tick;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Trades of stocks that a fault lets be printed wrong and corrected, or taken back. By the market's time. On the exchange's
 * thread.
 */
final class WrongPrints {

    private static final BigDecimal TOO_HIGH = new BigDecimal("1.1");

    private final Faults faults;
    private final ToLongFunction<String> freeId;
    private final List<Pending> pending = new ArrayList<>();

    /** A print that will be taken back; with what is right, if anything is. */
    private record Pending(Tick.Trade printed, Optional<Tick.Trade> right, Instant due) {}

    /**
     * Nothing is wrong yet.
     *
     * @param freeId a number that no trade of that symbol has
     */
    WrongPrints(Faults faults, ToLongFunction<String> freeId) {
        this.faults = faults;
        this.freeId = freeId;
    }

    /** As it is printed: itself unless a fault strikes. */
    Tick.Trade print(Tick.Trade trade) {
        // Pairs and options are on no tape, and nobody corrects their trades.
        if (faults.isQuiet() || trade.tape().isEmpty()) {
            return trade;
        }
        Occasion occasion = Occasion.stream("", trade.symbol());
        Optional<FaultPlan> corrected = faults.strike(FaultKind.CORRECTED_TRADE, occasion);
        if (corrected.isPresent()) {
            Tick.Trade wrong =
                    of(
                            trade,
                            trade.id(),
                            trade.price()
                                    .multiply(TOO_HIGH)
                                    .setScale(trade.price().scale(), RoundingMode.HALF_UP));
            remember(wrong, Optional.of(trade), corrected.get());
            return wrong;
        }
        faults.strike(FaultKind.CANCELED_TRADE, occasion)
                .ifPresent(plan -> remember(trade, Optional.empty(), plan));
        return trade;
    }

    private void remember(Tick.Trade printed, Optional<Tick.Trade> right, FaultPlan plan) {
        pending.add(
                new Pending(printed, right, printed.at().plusMillis(Math.max(0, plan.millis()))));
    }

    /** What is to be taken back by then. */
    List<Tick> due(Instant now) {
        if (pending.isEmpty()) {
            return List.of();
        }
        List<Tick> due = new ArrayList<>();
        for (Iterator<Pending> each = pending.iterator(); each.hasNext(); ) {
            Pending print = each.next();
            if (!print.due().isAfter(now)) {
                each.remove();
                due.add(takenBack(print, now));
            }
        }
        return due;
    }

    private Tick takenBack(Pending print, Instant now) {
        Tick.Trade printed = print.printed();
        if (print.right().isEmpty()) {
            return new Tick.Cancellation(printed, "C", now);
        }
        Tick.Trade right = print.right().get();
        long id = freeId.applyAsLong(printed.symbol());
        return new Tick.Correction(printed, of(right, id, right.price()), now);
    }

    private static Tick.Trade of(Tick.Trade trade, long id, BigDecimal price) {
        return new Tick.Trade(
                trade.symbol(),
                id,
                price,
                trade.size(),
                trade.taker(),
                trade.exchange(),
                trade.conditions(),
                trade.tape(),
                trade.at());
    }
}
