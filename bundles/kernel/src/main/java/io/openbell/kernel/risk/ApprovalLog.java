package io.openbell.kernel.risk;

import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was decided lately: the names of wishes, and the approvals of the last while with their times. Rebuilt from the
 * journal after a restart.
 */
final class ApprovalLog {

    /** So many names are remembered; older ones have been answered long ago. */
    private static final int NAMES = 250_000;

    /** Approvals are kept at least this long. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    /** Longer than any row of days without a session. */
    private static final int HOURS_KEPT = 240;

    /**
     * An approval.
     *
     * @param wish     as it was stated; as it was sent when it comes from the journal
     * @param replayed it comes from the journal, where a market order stands as the limit it became
     */
    private record Approval(OrderIntent wish, Instant at, boolean replayed) {}

    private final Set<IntentId> names = new LinkedHashSet<>();
    private final Deque<Approval> approvals = new ArrayDeque<>();

    /** How many in each hour, by its beginning. */
    private final NavigableMap<Instant, Integer> hours = new TreeMap<>();

    /** The gate just approved it. */
    void approved(OrderIntent wish, Instant at) {
        decided(wish.id());
        add(new Approval(wish, at, false));
    }

    /** The journal says it was approved: news after a restart only. */
    void journaled(OrderInitialized event) {
        if (!names.contains(event.intent().id())) {
            decided(event.intent().id());
            add(new Approval(event.intent(), event.at(), true));
        }
    }

    /** It was approved or denied; its name is used up. */
    void decided(IntentId id) {
        if (names.add(id) && names.size() > NAMES) {
            Iterator<IntentId> oldest = names.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    boolean isKnown(IntentId id) {
        return names.contains(id);
    }

    boolean isRepeated(OrderIntent wish, Instant since) {
        for (Approval approval : approvals) {
            if (isSince(approval.at(), since) && isSame(approval, wish)) {
                return true;
            }
        }
        return false;
    }

    Optional<Instant> latest(Symbol symbol, Instant since) {
        return approvals.stream()
                .filter(approval -> approval.wish().symbol().equals(symbol))
                .map(Approval::at)
                .filter(at -> isSince(at, since))
                .max(Comparator.naturalOrder());
    }

    int since(Instant since) {
        int count = 0;
        for (Approval approval : approvals) {
            count += isSince(approval.at(), since) ? 1 : 0;
        }
        return count;
    }

    int since(Symbol symbol, Instant since) {
        return bySource(symbol, since).values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many of the symbol each source had approved. */
    Map<String, Integer> bySource(Symbol symbol, Instant since) {
        Map<String, Integer> counts = new HashMap<>();
        for (Approval approval : approvals) {
            if (isSince(approval.at(), since) && approval.wish().symbol().equals(symbol)) {
                counts.merge(approval.wish().source(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Since an hour that began at most {@value #HOURS_KEPT} hours ago. */
    int sinceHour(Instant beginning) {
        return hours.tailMap(beginning.truncatedTo(ChronoUnit.HOURS)).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private void add(Approval approval) {
        hours.merge(approval.at().truncatedTo(ChronoUnit.HOURS), 1, Integer::sum);
        hours.headMap(approval.at().minus(HOURS_KEPT, ChronoUnit.HOURS)).clear();
        approvals.addLast(approval);
        Instant oldest = approval.at().minus(MEMORY);
        while (approvals.getFirst().at().isBefore(oldest)) {
            approvals.removeFirst();
        }
    }

    /** What lies far ahead was done before the clock was put back and the process began anew: it is over. */
    private static boolean isSince(Instant at, Instant since) {
        return !at.isBefore(since) && at.isBefore(since.plus(MEMORY));
    }

    private static boolean isSame(Approval approval, OrderIntent wish) {
        OrderIntent earlier = approval.wish();
        boolean sameTerms =
                earlier.terms().equals(wish.terms())
                        || (approval.replayed() && wish.terms() instanceof OrderTerms.Market);
        return sameTerms
                && earlier.source().equals(wish.source())
                && earlier.symbol().equals(wish.symbol())
                && earlier.side() == wish.side()
                && earlier.quantity().equals(wish.quantity());
    }
}
