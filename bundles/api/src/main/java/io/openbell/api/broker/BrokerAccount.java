package io.openbell.api.broker;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Money;
import java.time.Instant;

/**
 * The account as the venue states it. A fact on the queue whenever it was asked.
 *
 * @param number        the account's number
 * @param cash          settled and unsettled, negative on margin
 * @param equity        cash plus the market value of all positions
 * @param lastEquity    equity at the previous close
 * @param buyingPower   what new positions may cost
 * @param active        status ACTIVE and not blocked from trading
 * @param blockedReason which flag blocks it, for people; empty when active
 * @param at            when it was asked, UTC
 * @param rights        what it may do
 * @param figures       margin and buying power in detail
 */
public record BrokerAccount(
        String number,
        Money cash,
        Money equity,
        Money lastEquity,
        Money buyingPower,
        boolean active,
        String blockedReason,
        Instant at,
        AccountRights rights,
        AccountFigures figures)
        implements TradingEvent {

    /** A cash account without further figures. */
    public BrokerAccount(
            String number,
            Money cash,
            Money equity,
            Money lastEquity,
            Money buyingPower,
            boolean active,
            String blockedReason,
            Instant at) {
        this(
                number,
                cash,
                equity,
                lastEquity,
                buyingPower,
                active,
                blockedReason,
                at,
                AccountRights.CASH,
                AccountFigures.UNSTATED);
    }
}
