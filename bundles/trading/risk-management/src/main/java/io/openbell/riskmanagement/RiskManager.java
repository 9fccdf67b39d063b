package io.openbell.riskmanagement;

import io.openbell.api.component.Health;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.StallListener;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.session.Session;
import io.openbell.api.view.PositionBook;
import io.openbell.kernel.risk.OrderGate;
import io.openbell.kernel.risk.RiskLimits;
import java.time.Instant;
import java.util.Collection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the kernel's {@link OrderGate} with the loop's events and the journal's past, and closes it from the watchdog's
 * thread when the loop is stuck. The gate itself belongs to the loop.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.risk-management",
        property = SessionComponent.PROPERTY + "=" + RiskManager.ID,
        service = {SessionComponent.class, RiskGate.class})
@Designate(ocd = RiskLimitsConfig.class)
@SatisfyingConditionTarget(Permit.RISK_MANAGEMENT)
public final class RiskManager
        implements RiskGate, SessionComponent, LoopSubscriber, StallListener {

    static final String ID = "risk-management";

    private static final Logger LOG = LoggerFactory.getLogger(RiskManager.class);

    private final OrderGate gate;
    private final OrderJournal journal;
    private final TradingLoop loop;
    private final Subscription stalls;
    private final Subscription subscription;
    private volatile boolean replayed;

    // The loop's: what was logged last.
    private GateState logged = GateState.HALTED;

    /** Takes in the past, and follows the loop from there. */
    @Activate
    public RiskManager(
            @Reference PositionBook book,
            @Reference TradingLoop loop,
            @Reference OrderJournal journal,
            @Reference Session session,
            RiskLimitsConfig config) {
        this(book, loop, journal, session, Limits.of(session.mode(), config));
    }

    RiskManager(
            PositionBook book,
            TradingLoop loop,
            OrderJournal journal,
            Session session,
            RiskLimits limits) {
        this.gate = new OrderGate(limits, session.mode(), book);
        this.journal = journal;
        this.loop = loop;
        this.stalls = loop.onStall(this);
        this.subscription = loop.subscribe(ID, Stage.RISK, true, this);
    }

    /** Hears nothing more. */
    @Deactivate
    void deactivate() {
        subscription.close();
        stalls.close();
    }

    @Override
    public void onEvent(long sequence, Instant now, TradingEvent event) {
        gate.onEvent(now, event);
        GateState state = gate.state();
        if (state != logged) {
            LOG.info("gate={} reason={}", state, gate.detail());
            logged = state;
        }
    }

    @Override
    public void onReplay(Instant at, Journaled event) {
        gate.onEvent(at, event);
    }

    @Override
    public void onReplayed() {
        replayed = true;
    }

    @Override
    public RiskDecision review(
            OrderIntent intent, Collection<Order> open, boolean journalWritable, Instant now) {
        RiskDecision decision = gate.review(intent, open, journalWritable, now);
        if (decision instanceof RiskDecision.Denied denied) {
            LOG.warn(
                    "denied intent={} source={} symbol={} code={} {}",
                    intent.id(),
                    intent.source(),
                    intent.symbol(),
                    denied.reason(),
                    denied.detail());
        }
        return decision;
    }

    /** On the watchdog's thread: the loop cannot be asked, so the gate is closed past it. */
    @Override
    public void onStall(String subscriber, long millis, boolean severe) {
        if (!severe) {
            return;
        }
        String reason = subscriber + " has held up the trading loop for " + millis + " ms";
        gate.stall(reason);
        LOG.error("halted reason=\"{}\" remedy=\"find the cause, then trading:resume\"", reason);
        if (journal.isWritable()) {
            journal.append(new HaltTrading(ID, reason, loop.now()));
        }
    }

    @Override
    public GateState state() {
        return gate.state();
    }

    @Override
    public String detail() {
        return gate.detail();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Health health() {
        if (!replayed) {
            return Health.unavailable("Waits for the journal's past");
        }
        return switch (gate.state()) {
            case ACTIVE -> Health.ok("Gate open, %s", gate.usage());
            case REDUCE_ONLY -> Health.ok("Gate open for reductions only: %s", gate.detail());
            case HALTED -> Health.warn("Gate closed: %s", gate.detail());
        };
    }
}
