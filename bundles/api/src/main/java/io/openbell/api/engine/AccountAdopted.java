package io.openbell.api.engine;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.value.Money;
import java.time.Instant;
import java.util.List;

/**
 * First event of a journal: what the account held before we traded it. Everything later follows from the fills.
 *
 * @param cash      as the venue stated it
 * @param positions as the venue stated them; they belong to the source {@code external}
 */
public record AccountAdopted(String account, Money cash, List<BrokerPosition> positions, Instant at)
        implements Journaled {

    /** Keeps a copy. */
    public AccountAdopted {
        positions = List.copyOf(positions);
    }
}
