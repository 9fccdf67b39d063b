package io.openbell.simulator.faults;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The armed faults, and what they did. Without any nothing is disturbed. On the exchange's thread. */
public final class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private static final int STRIKES_KEPT = 100_000;

    private final InstantSource clock;
    private final List<ArmedFault> armed = new ArrayList<>();
    private final Deque<Strike> strikes = new ArrayDeque<>();
    private Consumer<Strike> onStrike = strike -> {};
    private Runnable onChange = () -> {};
    private long lastId;
    private long strikesSoFar;

    /** None is armed. */
    public Faults(InstantSource systemClock) {
        this.clock = systemClock;
    }

    /** Told of each strike, before anything comes of it. */
    public void onStrike(Consumer<Strike> listener) {
        onStrike = listener;
    }

    /** Called after one was armed or cleared. */
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    /** From now on. */
    public ArmedFault arm(FaultPlan plan) {
        ArmedFault fault = new ArmedFault(++lastId, plan, clock.instant());
        armed.add(fault);
        LOG.info("fault armed id={} fault={}", fault.id(), plan.kind().word());
        onChange.run();
        return fault;
    }

    /** No longer; false when there is no such fault, or it is over. */
    public boolean clear(long id) {
        boolean cleared = armed.removeIf(fault -> fault.id() == id);
        onChange.run();
        return cleared;
    }

    /** None any longer. */
    public void clear() {
        armed.clear();
        onChange.run();
    }

    /** None is armed: nothing needs to be asked. */
    public boolean isQuiet() {
        return armed.isEmpty();
    }

    /** Those that may still strike, oldest first. */
    public List<ArmedFault> armed() {
        Instant now = clock.instant();
        armed.removeIf(fault -> fault.isOver(now));
        return List.copyOf(armed);
    }

    /** What happened from that number on, oldest first; the oldest of very many are forgotten. */
    public List<Strike> strikes(long since) {
        return strikes.stream().filter(strike -> strike.number() >= since).toList();
    }

    /** An occasion: the fault that strikes, if one does. It is recorded. */
    public Optional<FaultPlan> strike(FaultKind kind, Occasion occasion) {
        if (armed.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        for (ArmedFault fault : armed) {
            if (fault.plan().kind() == kind && !fault.isOver(now) && fault.strikes(occasion)) {
                fault.struck();
                record(fault, occasion, now);
                return Optional.of(fault.plan());
            }
        }
        return Optional.empty();
    }

    /** A lasting fault that applies. It is recorded when it is first felt. */
    public Optional<FaultPlan> lasting(FaultKind kind, Occasion occasion) {
        if (armed.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        for (ArmedFault fault : armed) {
            if (fault.plan().kind() == kind
                    && !fault.isOver(now)
                    && fault.plan().matches(occasion)) {
                if (fault.strikes() == 0) {
                    fault.struck();
                    record(fault, occasion, now);
                }
                return Optional.of(fault.plan());
            }
        }
        return Optional.empty();
    }

    private void record(ArmedFault fault, Occasion occasion, Instant now) {
        FaultKind kind = fault.plan().kind();
        Strike strike = new Strike(++strikesSoFar, fault.id(), kind, occasion.subject(), now);
        onStrike.accept(strike);
        strikes.addLast(strike);
        if (strikes.size() > STRIKES_KEPT) {
            strikes.removeFirst();
        }
        LOG.debug("fault struck id={} fault={} subject={}", fault.id(), kind, occasion.subject());
    }
}
