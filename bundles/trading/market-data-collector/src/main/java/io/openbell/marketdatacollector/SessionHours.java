package io.openbell.marketdatacollector;

import io.openbell.api.broker.TradingSession;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether silence is to be expected, by the venue's calendar as it was stated last. Before and after the regular session few
 * trade, so silence says nothing there either. Any thread.
 */
final class SessionHours {

    /** After so long a calendar is not trusted. */
    private static final Duration TRUSTED = Duration.ofDays(1);

    private final boolean everTrading;
    private volatile @Nullable SessionsStated stated;

    /** For these: coins are traded around the clock. */
    SessionHours(List<Symbol> symbols) {
        everTrading = symbols.stream().anyMatch(symbol -> symbol.assetClass() == AssetClass.CRYPTO);
    }

    void stated(SessionsStated fact) {
        stated = fact;
    }

    /** That nothing is to be expected at this moment, and until when, for people; empty if ticks are, or if nobody knows. */
    Optional<String> closedAt(Instant now) {
        SessionsStated known = stated;
        if (known == null || everTrading || known.at().plus(TRUSTED).isBefore(now)) {
            return Optional.empty();
        }
        Instant venueNow = now.plus(known.venueAhead());
        Instant opens = null;
        for (TradingSession session : known.sessions()) {
            if (venueNow.isBefore(session.open())) {
                opens = opens == null ? session.open() : opens;
            } else if (venueNow.isBefore(session.close())) {
                return Optional.empty();
            }
        }
        return Optional.of(
                opens == null ? "The market is closed" : "The market is closed, opens " + opens);
    }
}
