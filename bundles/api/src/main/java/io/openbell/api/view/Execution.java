package io.openbell.api.view;

import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent.Outcome;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution at one moment: a snapshot.
 *
 * @param wish             what was asked for
 * @param state            where it stands
 * @param outcome          how it ended or will end; empty while it runs
 * @param filled           shares filled by all parts
 * @param open             shares of parts that may still fill, those that were wished for and not decided on included
 * @param scheduled        shares that should be filled or open by now
 * @param averageFillPrice volume-weighted over the fills so far; zero without fills
 * @param parts            orders that came of it
 * @param setbacks         parts that were denied, rejected, or never received
 * @param detail           why it ended, or what holds it up, for people; else empty
 * @param profile          where its volume profile is from, for people; empty where it has none
 * @param startedAt        UTC
 * @param endsAt           when its time is over, UTC
 * @param updatedAt        its latest event, UTC
 */
public record Execution(
        ExecuteOrder wish,
        State state,
        Optional<Outcome> outcome,
        Quantity filled,
        Quantity open,
        Quantity scheduled,
        Price averageFillPrice,
        int parts,
        int setbacks,
        String detail,
        String profile,
        Instant startedAt,
        Instant endsAt,
        Instant updatedAt) {

    /** Where an execution stands. */
    public enum State {
        /** Parts are wished for as the algorithm says. */
        RUNNING,
        /** No more parts; open ones are being canceled. */
        STOPPING,
        /** Nothing of it is open. */
        ENDED
    }
}
