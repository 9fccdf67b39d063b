package io.openbell.alerts;

import io.openbell.alerts.Alert.Severity;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataRecovered;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.SymbolFrozen;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes alerts of facts of the loop, read behind a queue of their own. Halts come from the latch directly. One thread.
 */
final class Observed implements LoopSubscriber {

    private final Consumer<Alert> out;
    private final Consumer<String> over;
    private final Map<String, Instant> frozenUntil = new HashMap<>();
    private final Set<String> suspended = new HashSet<>();
    private @Nullable Boolean connected;

    /**
     * Tells them there.
     *
     * @param over hears the source of what is over
     */
    Observed(Consumer<Alert> out, Consumer<String> over) {
        this.out = out;
        this.over = over;
    }

    @Override
    public void onEvent(long sequence, Instant now, TradingEvent event) {
        if (event instanceof EntriesSuspended said) {
            if (suspended.add(said.source())) {
                tell(Severity.WARNING, said.source(), "entries suspended", said.reason(), now);
            }
        } else if (event instanceof EntriesResumed said) {
            if (suspended.remove(said.source())) {
                over.accept(said.source());
                tell(Severity.INFO, said.source(), "entries resumed", "", now);
            }
        } else if (event instanceof SymbolFrozen said) {
            frozen(said, now);
        } else if (event instanceof ResumeTrading) {
            over.accept("halt");
            tell(Severity.INFO, "operator", "resumed", "trading goes on after a halt", now);
        } else if (event instanceof MarketDataGap gap) {
            tell(Severity.WARNING, "market-data", "gap", gap.toString(), now);
        } else if (event instanceof MarketDataRecovered) {
            over.accept("market-data");
            tell(Severity.INFO, "market-data", "reconnected", "the gap was asked for", now);
        } else if (event instanceof BrokerStatus status) {
            connection(status, now);
        }
    }

    /** Stated again is no news; one that ends at once is the end of it. */
    private void frozen(SymbolFrozen said, Instant now) {
        String key = said.source() + " " + said.symbol();
        if (!said.holdsAt(now)) {
            if (frozenUntil.remove(key) != null) {
                over.accept(said.source());
                tell(Severity.INFO, said.source(), "released " + said.symbol(), "", now);
            }
            return;
        }
        Instant before = frozenUntil.put(key, said.until());
        if (before == null || !before.isAfter(now)) {
            tell(Severity.WARNING, said.source(), "frozen " + said.symbol(), said.reason(), now);
        }
    }

    private void connection(BrokerStatus status, Instant now) {
        Boolean before = connected;
        connected = status.connected();
        if (before == null || before == status.connected()) {
            return;
        }
        if (status.connected()) {
            over.accept("venue");
            tell(Severity.INFO, "venue", "reconnected", status.venue(), now);
        } else {
            tell(
                    Severity.WARNING,
                    "venue",
                    "disconnected",
                    status.venue() + ": " + status.detail(),
                    now);
        }
    }

    private void tell(Severity severity, String source, String what, String text, Instant now) {
        out.accept(new Alert(severity, source, what, text, now));
    }
}
