package io.openbell.kernel.replay;

import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.session.TradingMode;
import io.openbell.api.strategy.Strategy;
import io.openbell.kernel.bar.BarBuilders;
import io.openbell.kernel.order.OrderIds;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.kernel.position.PositionLedger;
import io.openbell.kernel.risk.OrderGate;
import io.openbell.kernel.strategy.StrategyOutput;
import io.openbell.kernel.strategy.StrategyRunner;
import io.openbell.kernel.strategy.StrategySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Everything of the kernel that decides, put together as on the trading loop: orders, positions, the gate, bars,
 * strategies, in this order for each event, and what they emit before the next input. It has no clock, no thread and no
 * disk: what it decides follows from its inputs.
 *
 * <p>An approved intent counts as an order at once. The venue, the sender and the journal are not here: what they said is
 * among the inputs. Single-threaded.
 */
public final class TradingCore {

    private final OrderLedger orders = new OrderLedger(1_000);
    private final PositionLedger positions = new PositionLedger();
    private final OrderIds ids;
    private final OrderGate gate;
    private final BarBuilders bars;
    private final StrategyRunner runner;
    private final Deque<TradingEvent> emitted = new ArrayDeque<>();
    private final List<Decision> decisions = new ArrayList<>();
    private long input;
    private Instant now = Instant.EPOCH;

    /** One in which nothing has happened yet. */
    public TradingCore(CoreSettings settings) {
        TradingMode mode = settings.limits().mode();
        ids = new OrderIds(mode);
        gate = new OrderGate(settings.limits(), mode, new LedgerBook(positions));
        bars =
                new BarBuilders(
                        settings.symbols(), settings.barWidths(), Duration.ZERO, emitted::add);
        runner = new StrategyRunner(settings.start(), settings.sizing(), new Output());
    }

    /** Runs a strategy from now on. Before the first input. */
    public void start(String name, String version, StrategySettings settings, Strategy strategy) {
        runner.start(now, name, version, settings, strategy, List.of());
    }

    /** Takes one input, and gives what was decided because of it, in order. */
    public List<Decision> take(RecordedInput recorded) {
        decisions.clear();
        input = recorded.sequence();
        now = recorded.at();
        deliver(recorded.event());
        for (TradingEvent next = emitted.poll(); next != null; next = emitted.poll()) {
            decisions.add(new Decision.Said(input, now, next));
            deliver(next);
        }
        return List.copyOf(decisions);
    }

    private void deliver(TradingEvent event) {
        if (event instanceof OrderIntent intent) {
            judge(intent);
        } else if (event instanceof Journaled journaled) {
            ids.observe(journaled);
            if (journaled instanceof OrderEvent order) {
                orders.apply(order);
            }
        }
        toPositions(event);
        gate.onEvent(now, event);
        if (event instanceof Trade trade) {
            bars.onTrade(trade);
        } else if (event instanceof TimerTick tick) {
            bars.advanceTo(tick.at());
        }
        runner.onEvent(now, event);
    }

    private void judge(OrderIntent intent) {
        RiskDecision decision = gate.review(intent, orders.open(), true, now);
        decisions.add(new Decision.Judged(input, now, decision));
        if (decision instanceof RiskDecision.Approved approved) {
            orders.apply(new OrderInitialized(ids.next(), approved.intent(), now));
        }
    }

    private void toPositions(TradingEvent event) {
        if (event instanceof AccountAdopted account) {
            positions.adopt(account);
        } else if (event instanceof OrderFilled fill) {
            positions.apply(fill);
        } else if (event instanceof Quote quote && quote.isSane()) {
            positions.mark(quote.symbol(), quote.mid());
        }
    }

    private final class Output implements StrategyOutput {

        @Override
        public void emit(TradingEvent event) {
            emitted.add(event);
        }

        @Override
        public void log(String strategy, String line) {
            // Lines for people decide nothing.
        }

        @Override
        public void suspended(String strategy, String reason, Throwable cause) {
            // Its registration, which is emitted, says so.
        }
    }
}
