package io.openbell.launcher.status;

import io.openbell.api.broker.Broker;
import io.openbell.api.component.Supervision;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.session.Session;
import io.openbell.api.value.Money;
import io.openbell.api.view.ErrorLog;
import io.openbell.api.view.Performance;
import io.openbell.api.view.Resources;
import io.openbell.api.view.StatusBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Collects what the table shows from whoever is there; who is not has its zero. */
@Component(immediate = true)
public final class LiveStatusBoard implements StatusBoard {

    private static final Performance.Snapshot NOTHING =
            new Performance.Snapshot(0, 0, 0, 0, Money.ZERO, Money.ZERO, Money.ZERO);
    private static final Resources.Usage NOT_MEASURED = new Resources.Usage(-1, -1, -1);

    private final Session session;
    private final Supervision supervision;

    /** The system's clock may be put on or back later. */
    private final long startedNanos;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Performance performance;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ErrorLog errors;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Resources resources;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable RiskGate gate;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Broker broker;

    /** Of this session. */
    @Activate
    public LiveStatusBoard(@Reference Session session, @Reference Supervision supervision) {
        this.session = session;
        this.supervision = supervision;
        startedNanos =
                System.nanoTime() - Duration.between(session.startedAt(), Instant.now()).toNanos();
    }

    @Override
    public Report report() {
        Performance tracker = performance;
        ErrorLog log = errors;
        Resources machine = resources;
        RiskGate risk = gate;
        Broker venue = broker;
        return new Report(
                session.mode(),
                venue == null ? "none" : venue.status().venue(),
                supervision.sessionOpen(),
                risk == null ? GateState.HALTED : risk.state(),
                risk == null ? "risk-management is not running" : risk.detail(),
                supervision.components(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos),
                tracker == null ? NOTHING : tracker.snapshot(),
                log == null ? 0 : log.count(),
                machine == null ? NOT_MEASURED : machine.usage());
    }

    @Override
    public String render(boolean colour) {
        return StatusTable.render(report(), colour);
    }
}
