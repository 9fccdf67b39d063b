package io.openbell.kernel.execution;

import io.openbell.api.engine.CommandGiven;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Trade;
import io.openbell.api.order.Algorithm.Vwap;
import io.openbell.api.order.CancelExecution;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent;
import io.openbell.api.order.ExecutionEvent.ExecutionEnded;
import io.openbell.api.order.ExecutionEvent.ExecutionRefused;
import io.openbell.api.order.ExecutionEvent.ExecutionStarted;
import io.openbell.api.order.ExecutionEvent.ExecutionStopping;
import io.openbell.api.order.ExecutionEvent.Outcome;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.Sources;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.view.Execution;
import io.openbell.api.view.ExecutionBook;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs executions: takes wishes to trade over time, and wishes for ordinary orders when they are due. Everything it knows
 * comes from journaled events, so that a restart goes on where it stopped; only the market's volume counts anew. One thread
 * feeds it; any thread may ask the questions of {@link ExecutionBook}.
 */
public final class ExecutionDesk implements ExecutionBook {

    /** Longest name of an execution: a part adds a dot and its number. */
    public static final int LONGEST_ID = 52;

    private static final int ENDED_REMEMBERED = 1_000;

    private final ExecutionRules rules;

    private final WishCheck check;
    private final ExecutionOutput output;
    private final Map<IntentId, RunningExecution> running = new LinkedHashMap<>();
    private final Deque<RunningExecution> ended = new ArrayDeque<>();
    private final Map<OrderId, RunningExecution> byOrder = new HashMap<>();

    /** Wished for, and not yet confirmed by the journal. */
    private final Map<IntentId, ExecuteOrder> beginning = new HashMap<>();

    /** Of those that begin: no profile has come yet, so that the journal knows nothing of them. */
    private final Set<IntentId> awaitingProfile = new HashSet<>();

    /** To stop as soon as they run, and why. */
    private final Map<IntentId, String> stopEarly = new LinkedHashMap<>();

    /** Of the past: cancels of what the journal had no beginning of yet. */
    private final Map<IntentId, CancelExecution> canceledBefore = new HashMap<>();

    /** Nobody has resumed from it, as far as the journal tells. */
    private Optional<HaltTrading> halt = Optional.empty();

    private Instant now = Instant.EPOCH;
    private volatile List<Execution> runningViews = List.of();
    private volatile List<Execution> endedViews = List.of();

    /** A desk without executions. */
    public ExecutionDesk(ExecutionRules rules, ExecutionOutput output) {
        this.rules = rules;
        this.check = new WishCheck(rules);
        this.output = output;
    }

    /** Takes in one journaled event of the past. */
    public void onReplay(Instant at, Journaled event) {
        now = at;
        take(event);
        if (event instanceof CommandGiven given
                && given.command() instanceof CancelExecution cancel) {
            onPastCancel(cancel);
        }
    }

    /** Whether it came to anything before the process ended, nobody knows: it counts until its stop is in the journal. */
    private void onPastCancel(CancelExecution cancel) {
        RunningExecution execution = running.get(cancel.id());
        if (execution == null) {
            canceledBefore.put(cancel.id(), cancel);
        } else if (isAllowed(cancel, execution.wish())) {
            stopEarly.put(cancel.id(), why(cancel));
        }
    }

    /** The past is complete. */
    public void onReplayed() {
        running.values().forEach(RunningExecution::onReplayed);
        publish();
        publishEnded();
    }

    /** Takes in one event, and does what is due; market data other than trades does not matter to it. */
    public void onEvent(Instant at, TradingEvent event) {
        if (event instanceof Trade trade) {
            onTrade(trade);
            return;
        }
        now = at;
        if (event instanceof ExecuteOrder wish) {
            begin(wish);
        } else if (event instanceof CancelExecution cancel) {
            cancel(cancel);
        } else if (event instanceof Journaled journaled) {
            take(journaled);
            if (event instanceof HaltTrading stated) {
                List.copyOf(beginning.keySet()).forEach(id -> stopBeginning(id, why(stated)));
            }
        }
        if (!running.isEmpty()) {
            stopEarly.forEach(this::stopIfRunning);
            running.values().forEach(execution -> execution.step(now, output));
            publish();
        }
    }

    /** The answer to {@link ExecutionOutput#askProfile}: the weights of its slices, and where they are from. */
    public void onProfile(Instant at, IntentId id, List<Long> weights, String origin) {
        now = at;
        ExecuteOrder wish = beginning.get(id);
        if (wish == null || !awaitingProfile.remove(id)) {
            return;
        }
        boolean usable =
                wish.algorithm() instanceof Vwap vwap
                        && weights.size() == vwap.slices()
                        && weights.stream().allMatch(weight -> weight >= 0)
                        && weights.stream().anyMatch(weight -> weight > 0);
        if (usable) {
            journal(new ExecutionStarted(wish, weights, origin, now));
        } else {
            journal(new ExecutionStarted(wish, usualShape(wish), "usual shape of a day", now));
        }
    }

    private void begin(ExecuteOrder wish) {
        if (isKnown(wish.id())) {
            return;
        }
        String problem = check.problem(wish);
        beginning.put(wish.id(), wish);
        if (!problem.isEmpty()) {
            journal(new ExecutionRefused(wish, problem, now));
        } else if (wish.algorithm() instanceof Vwap) {
            awaitingProfile.add(wish.id());
            output.askProfile(wish);
        } else {
            journal(new ExecutionStarted(wish, List.of(), "", now));
        }
    }

    private List<Long> usualShape(ExecuteOrder wish) {
        Vwap vwap = (Vwap) wish.algorithm();
        return new VolumeCurve(now, vwap.over(), vwap.slices()).usual(wish.symbol().assetClass());
    }

    private void journal(ExecutionEvent first) {
        if (!output.journal(first)) {
            beginning.remove(first.id());
            stopEarly.remove(first.id());
        }
    }

    private boolean isKnown(IntentId id) {
        return beginning.containsKey(id) || execution(id).isPresent();
    }

    private void cancel(CancelExecution cancel) {
        RunningExecution execution = running.get(cancel.id());
        ExecuteOrder wish = execution == null ? beginning.get(cancel.id()) : execution.wish();
        if (wish == null || !isAllowed(cancel, wish)) {
            return;
        }
        if (execution != null) {
            execution.stop(Outcome.CANCELED, why(cancel), now, output);
        } else {
            stopBeginning(cancel.id(), why(cancel));
        }
    }

    private static boolean isAllowed(CancelExecution cancel, ExecuteOrder wish) {
        return cancel.requestedBy().equals(Sources.OPERATOR)
                || cancel.requestedBy().equals(wish.source());
    }

    /** What the journal knows nothing of is forgotten; what it has been told of is stopped once it has begun. */
    private void stopBeginning(IntentId id, String reason) {
        if (awaitingProfile.remove(id)) {
            beginning.remove(id);
        } else {
            stopEarly.put(id, reason);
        }
    }

    private void stopIfRunning(IntentId id, String reason) {
        RunningExecution execution = running.get(id);
        if (execution != null) {
            execution.stop(Outcome.CANCELED, reason, now, output);
        }
    }

    private static String why(CancelExecution cancel) {
        return "canceled by " + cancel.requestedBy();
    }

    private static String why(HaltTrading halt) {
        return "trading was halted by " + halt.source() + ": " + halt.reason();
    }

    private void onTrade(Trade trade) {
        for (RunningExecution execution : running.values()) {
            if (execution.wantsVolume() && execution.wish().symbol().equals(trade.symbol())) {
                execution.onVolume(trade.size());
            }
        }
    }

    private void take(Journaled event) {
        if (event instanceof ExecutionEvent change) {
            onExecution(change);
        } else if (event instanceof HaltTrading stated) {
            halt = Optional.of(stated);
            running.keySet().forEach(id -> stopEarly.put(id, why(stated)));
        } else if (event instanceof ResumeTrading) {
            halt = Optional.empty();
        } else if (event instanceof OrderInitialized begun) {
            ofParent(begun.intent())
                    .ifPresent(
                            execution -> {
                                execution.onBegan(begun);
                                byOrder.put(begun.orderId(), execution);
                            });
        } else if (event instanceof OrderDenied denied) {
            ofParent(denied.intent()).ifPresent(execution -> execution.onDenied(denied));
        } else if (event instanceof OfOrder change) {
            RunningExecution execution = byOrder.get(change.orderId());
            if (execution != null) {
                execution.onOrder(change);
                if (execution.hasEnded()) {
                    publishEnded();
                }
            }
        }
    }

    private void onExecution(ExecutionEvent event) {
        RunningExecution execution = running.get(event.id());
        if (event instanceof ExecutionStarted started) {
            beginning.remove(event.id());
            running.putIfAbsent(event.id(), new RunningExecution(started, rules));
            halt.ifPresent(stated -> stopEarly.put(event.id(), why(stated)));
            CancelExecution before = canceledBefore.remove(event.id());
            if (before != null && isAllowed(before, started.wish())) {
                stopEarly.put(event.id(), why(before));
            }
        } else if (event instanceof ExecutionRefused refused) {
            beginning.remove(event.id());
            stopEarly.remove(event.id());
            remember(RunningExecution.refused(refused, rules));
        } else if (execution != null && event instanceof ExecutionStopping stopping) {
            execution.onStopping(stopping);
            stopEarly.remove(event.id());
        } else if (execution != null && event instanceof ExecutionEnded end) {
            execution.onEnded(end);
            running.remove(event.id());
            stopEarly.remove(event.id());
            remember(execution);
        }
    }

    private void remember(RunningExecution execution) {
        ended.addFirst(execution);
        if (ended.size() > ENDED_REMEMBERED) {
            RunningExecution forgotten = ended.removeLast();
            byOrder.values().removeIf(forgotten::equals);
        }
        publishEnded();
    }

    private Optional<RunningExecution> ofParent(OrderIntent intent) {
        return intent.parent().map(running::get);
    }

    private void publish() {
        runningViews = running.values().stream().map(execution -> execution.view(now)).toList();
    }

    private void publishEnded() {
        endedViews = ended.stream().map(execution -> execution.view(now)).toList();
        publish();
    }

    @Override
    public List<Execution> running() {
        return runningViews;
    }

    @Override
    public List<Execution> recent(int limit) {
        List<Execution> newest = new ArrayList<>(runningViews);
        Collections.reverse(newest);
        newest.addAll(endedViews);
        return newest.stream()
                .sorted(Comparator.comparing(Execution::startedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Execution> execution(IntentId id) {
        return Stream.concat(runningViews.stream(), endedViews.stream())
                .filter(execution -> execution.wish().id().equals(id))
                .findFirst();
    }
}
