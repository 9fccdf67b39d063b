package io.openbell.kernel.risk;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.risk.VolumeStated;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Instruments and hours as they were stated last. */
final class InstrumentState implements InstrumentView {

    private final Map<Symbol, InstrumentStated> instruments = new HashMap<>();
    private final Map<Symbol, VolumeStated> volumes = new HashMap<>();
    private @Nullable SessionsStated sessions;

    /** Takes in one event; false if it is none of these. */
    boolean onEvent(TradingEvent event) {
        if (event instanceof InstrumentStated stated) {
            instruments.put(stated.symbol(), stated);
        } else if (event instanceof VolumeStated stated) {
            volumes.put(stated.symbol(), stated);
        } else if (event instanceof SessionsStated stated) {
            sessions = stated;
        } else {
            return false;
        }
        return true;
    }

    @Override
    public Optional<InstrumentStated> instrument(Symbol symbol, Instant now) {
        return Optional.ofNullable(instruments.get(symbol))
                .filter(stated -> isYoung(stated.at(), now));
    }

    @Override
    public Optional<VolumeStated> volume(Symbol symbol, Instant now) {
        return Optional.ofNullable(volumes.get(symbol)).filter(stated -> isYoung(stated.at(), now));
    }

    @Override
    public Optional<SessionsStated> sessions(Instant now) {
        return Optional.ofNullable(sessions).filter(stated -> isYoung(stated.at(), now));
    }

    private static boolean isYoung(Instant at, Instant now) {
        return at.plus(InstrumentLimits.MAX_FACT_AGE).isAfter(now);
    }
}
