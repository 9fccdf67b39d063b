package io.openbell.riskmanagement;

import io.openbell.api.broker.VenueDirectory;
import io.openbell.api.component.Health;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.MarketHistory;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.LimitsInForce;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingClock;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.PositionBook;
import io.openbell.api.view.RiskBoard;
import io.openbell.kernel.breaker.Breaker;
import io.openbell.kernel.breaker.Breakers;
import io.openbell.kernel.protection.ProtectiveStops;
import io.openbell.kernel.replay.DecisionBasis;
import io.openbell.kernel.replay.GateAsked;
import io.openbell.kernel.risk.OrderGate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one gate and the breakers: feeds the kernel's {@link OrderGate} and {@link Breakers} from the loop, and halts when the
 * loop gets stuck. {@link #review} is called on the loop, everything else on any thread.
 */
@Component(
        immediate = true,
        configurationPid = RiskManagement.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = SessionComponent.PROPERTY + "=" + RiskManagement.ID,
        service = {SessionComponent.class, RiskGate.class, RiskBoard.class})
@Designate(ocd = RiskConfig.class)
@SatisfyingConditionTarget(Permit.RISK_MANAGEMENT)
public final class RiskManagement implements RiskGate, RiskBoard, SessionComponent {

    static final String ID = "risk-management";
    static final String PID = "openbell." + ID;

    private static final Logger LOG = LoggerFactory.getLogger(RiskManagement.class);

    /** Several times what an answer may take: none comes any more. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    /** The facts that open the gate come one after the other; for this long after the start that alarms nobody. */
    private static final Duration OPENING = Duration.ofSeconds(30);

    private final TradingLoop loop;
    private final OrderGate gate;
    private final HaltLatch latch;
    private final TradingClock clock;
    private final LoopSide side;
    private final Instant openBy;
    private final FactsDesk facts;
    private final LimitsChoice choice;
    private final List<Subscription> subscriptions;

    /** Asked about instruments and hours; without it what is not known yet stays unknown. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable VenueDirectory directory;

    /** Asked about volumes and old quotes. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable MarketHistory history;

    /**
     * A closed gate, which opens as the facts come in.
     *
     * @throws IllegalArgumentException naming key, value and allowed range if the configuration is wrong
     */
    @Activate
    public RiskManagement(
            @Reference TradingLoop loop,
            @Reference OrderJournal journal,
            @Reference HaltLatch latch,
            @Reference PositionBook book,
            @Reference OrderBook orders,
            @Reference Session session,
            @Reference TradingClock clock,
            @Reference BreakerSettings breakers,
            @Reference ProtectionSettings protections,
            @Reference LimitsInForce held,
            RiskConfig config) {
        this.loop = loop;
        this.latch = latch;
        this.clock = clock;
        openBy = clock.instant().plus(OPENING);
        choice =
                LimitsChoice.between(
                        held,
                        protections.basis(
                                session.mode(),
                                Limits.of(config, breakers.limits(), session.mode()),
                                Limits.capped(breakers.limits(), session.mode())));
        refuseToLoosen();
        DecisionBasis.Gate basis = choice.basis();
        gate = new OrderGate(basis.limits(), session.mode(), book, basis.capital());
        List<Breaker> watchers = new ArrayList<>(Breakers.standard(basis.breakers(), book));
        watchers.addAll(basis.protections().guards());
        watchers.add(
                new ProtectiveStops(basis.stopPolicy(), basis.stopDistancePercent(), book, orders));
        ClockWatch watch = new ClockWatch(Clock.systemUTC(), System::nanoTime);
        facts =
                new FactsDesk(
                        () -> directory,
                        () -> history,
                        clock,
                        watch,
                        loop::publishFirst,
                        System::nanoTime);
        side =
                new LoopSide(
                        gate,
                        new Breakers(watchers),
                        loop,
                        journal,
                        latch,
                        () -> orders,
                        facts,
                        basis);
        subscriptions =
                List.of(loop.subscribe(ID, Stage.RISK, true, side), loop.onStall(this::onStall));
        facts.start();
    }

    /** Whoever loosens limits under live trading does it by mistake, or is nobody who may. */
    private void refuseToLoosen() {
        if (!choice.refused().isEmpty()) {
            choice.lines().forEach(line -> LOG.warn("limits=kept {} reason=trading live", line));
            latch.latch(ID, choice.reason(), true);
        }
    }

    @Deactivate
    void deactivate() {
        facts.close();
        subscriptions.forEach(Subscription::close);
    }

    @Override
    public RiskDecision review(
            OrderIntent intent, Collection<Order> open, boolean journalWritable, Instant now) {
        RiskDecision decision = gate.review(intent, open, journalWritable, now);
        loop.note(
                GateAsked.of(intent, Optional.empty(), journalWritable, gate.stalled(), decision));
        return facts.followUp(decision);
    }

    @Override
    public RiskDecision reviewReplacement(
            OrderIntent changed,
            Order replaced,
            Collection<Order> open,
            boolean journalWritable,
            Instant now) {
        RiskDecision decision =
                gate.reviewReplacement(changed, replaced, open, journalWritable, now);
        loop.note(
                GateAsked.of(
                        changed,
                        Optional.of(replaced.id()),
                        journalWritable,
                        gate.stalled(),
                        decision));
        return facts.followUp(decision);
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
    public RiskBoard.Snapshot snapshot() {
        return side.snapshot();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of(facts.heart());
    }

    @Override
    public Health health() {
        if (!side.isComplete()) {
            return Health.unavailable("Waits for the journal's past");
        }
        Duration silent = facts.silentFor();
        if (silent.compareTo(LONGEST_SILENCE) > 0) {
            return Health.critical("risk-facts hangs: %d s at one question", silent.toSeconds());
        }
        return switch (gate.state()) {
            case ACTIVE -> {
                String bare = side.unprotected();
                yield bare.isEmpty() && choice.refused().isEmpty()
                        ? Health.ok("Gate is open; %s", gate.usage())
                        : Health.warn(
                                "Gate is open; %s%s%s",
                                choice.warning(),
                                bare.isEmpty()
                                        ? ""
                                        : "without a stop in the market: " + bare + "; ",
                                gate.usage());
            }
            case REDUCE_ONLY, HALTED ->
                    gate.waits() && clock.instant().isBefore(openBy)
                            ? Health.ok("Gate will open: %s", gate.detail())
                            : Health.warn(
                                    "Gate is %s: %s; %s",
                                    gate.state(), gate.detail(), gate.usage());
        };
    }

    /** The loop is stuck in one call: nothing may leave on decisions made so late. On the watchdog's thread. */
    private void onStall(String subscriber, long millis, boolean severe) {
        if (severe) {
            String reason = subscriber + " holds up the loop since " + millis + " ms";
            gate.stall(reason);
            LOG.error("gate=HALTED cause=stall {}", reason);
            latch.latch(ID, reason, true);
        }
    }
}
