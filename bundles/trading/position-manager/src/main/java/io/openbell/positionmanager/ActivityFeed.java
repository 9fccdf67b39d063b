package io.openbell.positionmanager;

import io.openbell.api.broker.AccountActivity;
import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.value.Page;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.position.ActivityReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the venue booked without a trade into our journal, each activity once: fees, dividends, splits, new names, what became of
 * options. What was booked before the account was adopted is part of what was adopted.
 *
 * <p>{@link #note} on the loop; {@link #read} on the thread "position-comparison", since the venue may take seconds.
 */
final class ActivityFeed {

    private static final Logger LOG = LoggerFactory.getLogger(ActivityFeed.class);

    /** The venue books late, and under the day it is for. */
    private static final Duration LOOK_BACK = Duration.ofDays(4);

    /** What was not booked in two halves by then was booked as one. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final int MOST_PAGES = 100;

    private final OrderJournal journal;
    private final CoinFees coinFees;
    private final Function<Symbol, Quantity> held;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Instant adoptedAt;
    private volatile Instant latest = Instant.EPOCH;
    private volatile HalfBooked waiting = HalfBooked.NOTHING;

    /** Of what was not read yet. On the thread that compares. */
    private final Map<String, Instant> firstSeen = new HashMap<>();

    ActivityFeed(OrderJournal journal, CoinFees coinFees, Function<Symbol, Quantity> held) {
        this.held = held;
        this.journal = journal;
        this.coinFees = coinFees;
    }

    /** An event of the journal, past or present. */
    void note(Journaled event) {
        if (event instanceof AccountAdopted adopted) {
            adoptedAt = adopted.at();
        } else if (event instanceof CashMoved moved) {
            know(moved.activityId(), moved.at());
        } else if (event instanceof PositionAdjusted adjusted) {
            know(adjusted.activityId(), adjusted.at());
        } else if (event instanceof SymbolChanged changed) {
            know(changed.activityId(), changed.at());
        }
    }

    private void know(String names, Instant at) {
        known.addAll(List.of(names.split("\\" + ActivityReading.AND, -1)));
        latest = at.isAfter(latest) ? at : latest;
    }

    /** What the venue has booked by half. Any thread. */
    HalfBooked waiting() {
        return waiting;
    }

    /** Asks for what is new by then, and hands it to the journal. Returns how many events that were. */
    int read(Broker broker, Instant now) throws BrokerException {
        Instant adopted = adoptedAt;
        if (adopted == null) {
            return 0;
        }
        Instant since = (latest.isAfter(adopted) ? latest : adopted).minus(LOOK_BACK);
        List<AccountActivity> fresh = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String resume = "";
        for (int pages = 0; ; pages++) {
            if (pages == MOST_PAGES) {
                throw new BrokerException("more than " + MOST_PAGES + " pages of activities", 0);
            }
            Page<AccountActivity> page = broker.activities(since, resume);
            for (AccountActivity activity : page.items()) {
                // Pages may overlap while the venue books.
                if (activity.at().isAfter(adopted)
                        && !known.contains(activity.id())
                        && seen.add(activity.id())) {
                    fresh.add(activity);
                }
            }
            resume = page.next();
            if (page.isLast()) {
                break;
            }
        }
        fresh.forEach(activity -> firstSeen.putIfAbsent(activity.id(), now));
        ActivityReading reading = ActivityReading.read(fresh, half -> isNew(half, now), held);
        fresh.removeAll(reading.waiting());
        fresh.forEach(activity -> firstSeen.remove(activity.id()));
        fresh.forEach(activity -> known.add(activity.id()));
        List<Journaled> events =
                reading.events().stream()
                        .flatMap(event -> coinFees.unsettled(event).stream())
                        .toList();
        events.forEach(this::append);
        waiting = HalfBooked.of(reading.waiting());
        return events.size();
    }

    /** By when we saw it: some venues say of a booking only for which day it is. */
    private boolean isNew(AccountActivity half, Instant now) {
        return now.isBefore(firstSeen.getOrDefault(half.id(), now).plus(PATIENCE));
    }

    /** Hands it to the journal. */
    void append(Journaled event) {
        try {
            journal.append(event);
            LOG.info("booked={}", event);
        } catch (IllegalStateException refused) {
            LOG.error("booked at the venue, and the journal does not take it: {}", event, refused);
        }
    }
}
