package io.openbell.kernel.risk;

import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.risk.VolumeStated;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;

/** What the venue says of instruments and of its hours, while it is no older than a day. On the trading loop only. */
public interface InstrumentView {

    /** What it is. */
    Optional<InstrumentStated> instrument(Symbol symbol, Instant now);

    /** How much of it is traded on a day. */
    Optional<VolumeStated> volume(Symbol symbol, Instant now);

    /** When stocks trade. */
    Optional<SessionsStated> sessions(Instant now);
}
