package io.openbell.kernel.risk;

import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import io.openbell.api.view.RiskBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The gate: the checks, and the state they ask, kept from the events of the loop. Closed from birth: what has not been
 * stated (account, readiness, reconciliation, sources, quotes) denies. The loop's thread calls everything but {@link
 * #state}, {@link #detail}, {@link #usage}, {@link #waits} and {@link #stall}, which any thread may.
 */
public final class OrderGate implements RiskGate {

    /** What other threads see. */
    private record Report(GateState state, String detail, String usage, boolean waits) {}

    private final RiskLimits limits;
    private final RiskState state;
    private final RiskPipeline pipeline;
    private volatile Report report;

    /** A gate with these limits, in a process of this mode, over the positions of this book. */
    public OrderGate(RiskLimits limits, TradingMode mode, PositionBook book) {
        this(limits, mode, book, CapitalShares.NONE);
    }

    /** The same with bounds for single strategies. */
    public OrderGate(
            RiskLimits limits, TradingMode mode, PositionBook book, CapitalShares capital) {
        this(limits, new RiskState(mode, book, capital), RiskPipeline.standard());
    }

    OrderGate(RiskLimits limits, RiskState state, RiskPipeline pipeline) {
        this.limits = limits;
        this.state = state;
        this.pipeline = pipeline;
        report = new Report(GateState.HALTED, notReconciled(), "", true);
    }

    /** Takes in one event of the loop, present or past. */
    public void onEvent(Instant now, TradingEvent event) {
        boolean shown = state.onEvent(now, event);
        if (event instanceof TimerTick) {
            report = judge(now, computeUsage(now));
        } else if (shown) {
            report = judge(now, report.usage);
        }
    }

    @Override
    public RiskDecision review(
            OrderIntent intent, Collection<Order> open, boolean journalWritable, Instant now) {
        return decide(
                Proposal.of(
                        intent,
                        Optional.empty(),
                        List.copyOf(open),
                        journalWritable,
                        now,
                        limits,
                        state));
    }

    @Override
    public RiskDecision reviewReplacement(
            OrderIntent changed,
            Order replaced,
            Collection<Order> open,
            boolean journalWritable,
            Instant now) {
        List<Order> others =
                open.stream().filter(order -> !order.id().equals(replaced.id())).toList();
        return decide(
                Proposal.of(
                        changed,
                        Optional.of(replaced),
                        others,
                        journalWritable,
                        now,
                        limits,
                        state));
    }

    private RiskDecision decide(Proposal proposal) {
        RiskDecision decision = pipeline.review(proposal);
        if (decision instanceof RiskDecision.Approved approved) {
            Money cost = BuyingPower.additional(proposal.with(approved.intent()));
            state.approved(proposal.original(), cost, proposal.now());
        } else {
            state.denied(proposal.original());
        }
        return decision;
    }

    /**
     * A stop that our own protection is about to wish for, in the name of the source that holds the position: it passes
     * although that source may have been stopped.
     */
    public void protect(OrderIntent stop) {
        state.protect(stop);
    }

    /** Lets nothing more through, at once, until an operator resumes. */
    public void stall(String reason) {
        state.stall(reason);
    }

    /** Why it closed by itself; empty if it did not. Any thread. */
    public String stalled() {
        return state.stall();
    }

    @Override
    public GateState state() {
        return state.stall().isEmpty() ? report.state : GateState.HALTED;
    }

    @Override
    public String detail() {
        return state.stall().isEmpty() ? report.detail : "stalled: " + state.stall();
    }

    /** How far the main limits are used, as {@code key=value (max ...)}; as of the last tick of the timer. */
    public String usage() {
        return report.usage;
    }

    /** Each limit with its present use, what is open included. On the loop. */
    public List<RiskBoard.Line> lines(Instant now, Collection<Order> open) {
        return new LimitLines(limits, state, List.copyOf(open), now).all();
    }

    /** What each strategy that is bounded has committed. On the loop. */
    public List<RiskBoard.Line> capital(Instant now, Collection<Order> open) {
        return new LimitLines(limits, state, List.copyOf(open), now).capital();
    }

    /** It is not open only because facts are missing that come by themselves: nobody halted it, no configuration closed it. */
    public boolean waits() {
        return state.stall().isEmpty() && report.waits;
    }

    private Report judge(Instant now, String usage) {
        if (state.halt().isPresent()) {
            return new Report(GateState.HALTED, halted(state.halt().get()), usage, false);
        }
        if (!state.reconciliation().map(Reconciliation::reconciled).orElse(false)) {
            return new Report(GateState.HALTED, notReconciled(), usage, true);
        }
        if (limits.reduceOnly()) {
            return new Report(GateState.REDUCE_ONLY, "configured: reduceOnly=true", usage, false);
        }
        List<EntriesSuspended> suspended = state.suspensions(now);
        if (!suspended.isEmpty()) {
            return new Report(GateState.REDUCE_ONLY, inWords(suspended), usage, false);
        }
        List<String> missing =
                state.readiness()
                        .map(readiness -> readiness.missing())
                        .orElse(List.of("readiness not stated yet"));
        if (!missing.isEmpty()) {
            return new Report(
                    GateState.REDUCE_ONLY, "not ready: " + String.join(", ", missing), usage, true);
        }
        return new Report(GateState.ACTIVE, "", usage, false);
    }

    private String halted(HaltTrading halt) {
        String venue = state.suspension().map(TradeSuspension::describe).orElse("");
        return "halted by "
                + halt.source()
                + ": "
                + halt.reason()
                + " (resume with a reason)"
                + (venue.isEmpty() ? "" : "; " + venue);
    }

    private static String inWords(List<EntriesSuspended> suspended) {
        return suspended.stream()
                .map(
                        each ->
                                each.source()
                                        + ": "
                                        + each.reason()
                                        + each.until().map(until -> ", until " + until).orElse(""))
                .collect(Collectors.joining("; "));
    }

    private String notReconciled() {
        return "waits for reconciliation with the venue: "
                + state.reconciliation()
                        .map(Reconciliation::detail)
                        .filter(detail -> !detail.isEmpty())
                        .orElse("not compared yet");
    }

    private String computeUsage(Instant now) {
        Money gross = Money.ZERO;
        Money net = Money.ZERO;
        for (Position position : state.positions()) {
            gross = gross.plus(position.marketValue().abs());
            net = net.plus(position.marketValue());
        }
        Money equity = state.account().map(account -> account.equity()).orElse(Money.ZERO);
        return String.format(
                Locale.ROOT,
                "gross=%s (max %s), net=%s (max %s), orders last minute=%d (max %d)",
                percent(gross, equity),
                percent(limits.maxGrossPercent()),
                percent(net, equity),
                percent(limits.maxNetPercent()),
                state.pace().ordersSince(now.minus(Duration.ofMinutes(1))),
                limits.maxOrdersPerMinute());
    }

    private static String percent(Money part, Money whole) {
        return whole.isPositive()
                ? percent(100 * part.toDouble() / whole.toDouble())
                : part.toString();
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f%%", value);
    }
}
