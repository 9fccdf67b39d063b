package io.openbell.api.broker;

import io.openbell.api.engine.Journaled;
import io.openbell.api.value.Money;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;

/**
 * Money came into the account or left it without a trade: a fee, a dividend, interest, a deposit.
 *
 * @param activityId the venue's name for it; the same one never counts twice
 * @param type       the venue's word
 * @param symbol     the position that earned or cost it; empty for the account as a whole
 * @param amount     into the account, with its sign
 * @param earned     it is profit or loss; false for what the owner put in or took out
 */
public record CashMoved(
        String activityId,
        String type,
        Optional<Symbol> symbol,
        Money amount,
        boolean earned,
        String detail,
        Instant at)
        implements Journaled {}
