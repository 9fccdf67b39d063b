package io.openbell.api.risk;

import io.openbell.api.engine.Journaled;
import java.time.Instant;

/**
 * After a halt the venue was asked, and had no order of the account left that the halt wanted gone: a restart need not
 * cancel again.
 *
 * @param canceled how many orders the venue took out for it
 * @param kept     protective orders that were left in the market
 */
public record OrdersCleared(int canceled, int kept, Instant at) implements Journaled {}
