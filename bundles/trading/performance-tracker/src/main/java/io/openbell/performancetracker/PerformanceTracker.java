package io.openbell.performancetracker;

import io.openbell.api.component.Health;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.session.Session;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.view.OpportunityBoard;
import io.openbell.api.view.Performance;
import io.openbell.api.view.PositionBook;
import io.openbell.kernel.performance.TradingFigures;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/**
 * Counts what this process did, and samples the account's equity once a second for the drawdown. Figures change on the
 * trading loop and are read on any thread; profit and equity are those of the moment they are asked for.
 *
 * <p>Started again within one process it counts orders, fills and denials of that process from the journal;
 * opportunities and the drawdown are in no journal and begin anew.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.performance-tracker",
        property = SessionComponent.PROPERTY + "=" + PerformanceTracker.ID,
        service = {SessionComponent.class, Performance.class, OpportunityBoard.class})
@SatisfyingConditionTarget(Permit.PERFORMANCE_TRACKER)
public final class PerformanceTracker implements Performance, OpportunityBoard, SessionComponent {

    static final String ID = "performance-tracker";

    private static final int REMEMBERED_OPPORTUNITIES = 200;

    private final PositionBook book;
    private final Instant processStartedAt;
    private final Subscription subscription;

    private volatile TradingFigures figures = TradingFigures.NONE;
    private volatile boolean complete;
    private final Deque<Opportunity> opportunities = new ArrayDeque<>();

    /** Takes the journal's past, and follows the loop from there. */
    @Activate
    public PerformanceTracker(
            @Reference PositionBook book, @Reference TradingLoop loop, @Reference Session session) {
        this.book = book;
        this.processStartedAt = session.startedAt();
        this.subscription = loop.subscribe(ID, Stage.OBSERVERS, true, new Counter());
    }

    /** Ends the subscription. */
    @Deactivate
    void deactivate() {
        subscription.close();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Performance.Snapshot snapshot() {
        return figures.snapshot(book.profit(), book.equity());
    }

    @Override
    public List<Opportunity> latest() {
        synchronized (opportunities) {
            return List.copyOf(opportunities);
        }
    }

    private void remember(Opportunity opportunity) {
        synchronized (opportunities) {
            opportunities.addFirst(opportunity);
            if (opportunities.size() > REMEMBERED_OPPORTUNITIES) {
                opportunities.removeLast();
            }
        }
    }

    @Override
    public Health health() {
        if (!complete) {
            return Health.unavailable("Waits for the journal's past");
        }
        Performance.Snapshot now = snapshot();
        return Health.ok(
                "%d opportunities, %d orders sent, %d fills, %d denied, profit %s, drawdown %s",
                now.opportunities(),
                now.ordersSent(),
                now.trades(),
                now.denied(),
                now.profit(),
                now.maxDrawdown());
    }

    /** On the loop, the only writer. */
    private final class Counter implements LoopSubscriber {

        @Override
        public void onReplay(Instant at, Journaled event) {
            if (event instanceof OrderEvent ours && !ours.at().isBefore(processStartedAt)) {
                figures = figures.after(event);
            }
        }

        @Override
        public void onReplayed() {
            complete = true;
        }

        @Override
        public void onEvent(long sequence, Instant now, TradingEvent event) {
            if (event instanceof TimerTick) {
                figures = figures.sampled(book.equity());
            } else {
                figures = figures.after(event);
                if (event instanceof Opportunity opportunity) {
                    remember(opportunity);
                }
            }
        }
    }
}
