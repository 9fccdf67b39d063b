package io.openbell.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderContinues;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.IntentReviewed;
import io.openbell.api.value.Money;
import io.openbell.api.view.OrderStory.Effect;
import io.openbell.api.view.OrderStory.Entry;
import io.openbell.api.view.OrderStory.Story;
import io.openbell.engine.RecordFormat.RawRecord;
import io.openbell.kernel.order.IllegalTransition;
import io.openbell.kernel.order.OrderLifecycle;
import io.openbell.kernel.position.Holding;
import io.openbell.kernel.position.PositionLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks one story out of the records of a journal, given in their order. Only what carries one of its names is put
 * together; of everything else no more is kept than what each source holds.
 */
final class Plot {

    /** What changes what is held: AccountAdopted, OrderFilled, PositionAdjusted, SymbolChanged. */
    private static final Set<Integer> POSITIONS = Set.of(1, 17, 36, 38);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String name;
    private final EventCodec codec;
    private final List<byte[]> marks = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final PositionLedger ledger = new PositionLedger();
    private @Nullable OrderIntent intent;
    private @Nullable IntentReviewed review;
    private @Nullable Order order;
    private @Nullable Effect effect;

    /** @param name of an order or an intent */
    Plot(String name, EventCodec codec) {
        this.name = name;
        this.codec = codec;
        mark(name);
    }

    /** The next record of the journal. */
    void take(RawRecord record) {
        boolean ours = marks.stream().anyMatch(mark -> contains(record.payload(), mark));
        if (!ours && !POSITIONS.contains(record.type())) {
            return;
        }
        Journaled event = codec.decode(record.type(), record.payload());
        hold(event);
        if (ours) {
            entries.add(new Entry(record.sequence(), time(record.appended()), event));
            follow(event);
        }
    }

    /** What came of it; empty if nothing carried its name. */
    Optional<Story> story() {
        return Optional.ofNullable(intent)
                .map(
                        wish ->
                                new Story(
                                        wish,
                                        Optional.ofNullable(review),
                                        entries,
                                        Optional.ofNullable(order),
                                        Optional.ofNullable(effect)));
    }

    private void follow(Journaled event) {
        if (event instanceof OrderInitialized initialized
                && isNamed(initialized.orderId(), initialized.intent())) {
            begin(OrderLifecycle.begin(initialized));
        } else if (event instanceof OrderLegAdded leg
                && order == null
                && isNamed(leg.orderId(), leg.intent())) {
            begin(OrderLifecycle.begin(leg));
        } else if (event instanceof OrderDenied denied
                && denied.intent().id().value().equals(name)) {
            intent = denied.intent();
        } else if (event instanceof IntentReviewed reviewed && intent != null) {
            review = intent.id().equals(reviewed.intentId()) ? reviewed : review;
        } else if (event instanceof OfOrder change && order != null && isOurs(change.orderId())) {
            order = after(order, change);
        } else if (event instanceof OfOrder change && isPart(change)) {
            mark(change.orderId().value());
        }
    }

    private void begin(Order born) {
        intent = born.intent();
        order = born;
        mark(born.id().value());
        mark(born.intent().id().value());
    }

    private boolean isNamed(OrderId id, OrderIntent wish) {
        return id.value().equals(name) || wish.id().value().equals(name);
    }

    /** An exit or a leg of ours begins, or what takes its place: its fills are told here, too. */
    private boolean isPart(OfOrder change) {
        return change instanceof OrderLegAdded leg && isOurs(leg.parent())
                || change instanceof OrderContinues next
                        && next.parent().filter(this::isOurs).isPresent();
    }

    private boolean isOurs(OrderId id) {
        return order != null && order.id().equals(id);
    }

    private static Order after(Order before, OfOrder change) {
        try {
            return OrderLifecycle.apply(before, change);
        } catch (IllegalTransition impossible) {
            return before; // The entry itself is shown; what it cannot change stays.
        }
    }

    /** Splits, fees in coins and what was adopted change what the fills find. */
    private void hold(Journaled event) {
        if (event instanceof OrderFilled fill) {
            Holding before = ledger.holding(fill.source(), fill.symbol());
            ledger.apply(fill);
            if (isOurs(fill.orderId())) {
                changed(before, ledger.holding(fill.source(), fill.symbol()));
            }
        } else if (event instanceof AccountAdopted account) {
            ledger.adopt(account);
        } else if (event instanceof PositionAdjusted adjusted) {
            ledger.apply(adjusted);
        } else if (event instanceof SymbolChanged changed) {
            ledger.apply(changed);
        }
    }

    private void changed(Holding before, Holding after) {
        Money gained = after.realized().minus(before.realized());
        effect =
                effect == null
                        ? new Effect(before.quantity(), after.quantity(), gained)
                        : new Effect(
                                effect.before(), after.quantity(), effect.realized().plus(gained));
    }

    /** Names stand in quotes in the payload; quotes within a text are escaped there. */
    private void mark(String value) {
        byte[] mark = ('"' + value + '"').getBytes(US_ASCII);
        if (marks.stream().noneMatch(known -> Arrays.equals(known, mark))) {
            marks.add(mark);
        }
    }

    private static boolean contains(byte[] text, byte[] mark) {
        int last = text.length - mark.length;
        for (int start = 0; start <= last; start++) {
            int same = 0;
            while (same < mark.length && text[start + same] == mark[same]) {
                same++;
            }
            if (same == mark.length) {
                return true;
            }
        }
        return false;
    }

    private static Instant time(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
