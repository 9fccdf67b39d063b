package io.openbell.api.view;

import io.openbell.api.engine.Journaled;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.IntentReviewed;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that was written down about one order or one denied wish, however long ago. */
public interface OrderStory {

    /**
     * Reads the open journal's files from the beginning, on the caller's thread, in memory that does not grow with them.
     * Blocks on the disk; not on the loop.
     *
     * @param name of an order, or of an intent
     * @return empty if the journal does not know it
     * @throws IOException if no journal is open, or its files cannot be read
     */
    Optional<Story> tell(String name) throws IOException;

    /**
     * A story.
     *
     * @param intent  as risk was asked, on the terms it left with
     * @param review  what the gate compared; empty for what was journaled before reviews were, or denied before the gate
     * @param entries everything about it, in the order of the journal
     * @param order   as it stands after the last entry; empty for a denied intent
     * @param effect  on the position; empty without a fill
     */
    record Story(
            OrderIntent intent,
            Optional<IntentReviewed> review,
            List<Entry> entries,
            Optional<Order> order,
            Optional<Effect> effect) {

        /** Keeps a copy. */
        public Story {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One record of the journal.
     *
     * @param journaledAt when it was appended, UTC
     */
    record Entry(long sequence, Instant journaledAt, Journaled event) {}

    /**
     * What its fills did to the position of its source.
     *
     * @param before   shares before its first fill, negative when short
     * @param after    shares after its latest fill
     * @param realized profit of what its fills closed, their commissions deducted
     */
    record Effect(Quantity before, Quantity after, Money realized) {}
}
