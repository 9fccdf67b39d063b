package io.openbell.api.market;

import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * The exchange halted an instrument, or lets it trade again.
 *
 * @param code   the tape's code, for example {@code H} or {@code T}
 * @param status the tape's words, for example {@code Trading Halt}
 * @param reason the tape's code and words for the reason; empty when there is none
 * @param tape   A, B or C; empty when unknown. Codes differ by tape
 * @param at     venue clock, UTC
 */
public record TradingStatus(
        Symbol symbol, String code, String status, String reason, String tape, Instant at)
        implements MarketEvent {

    /**
     * Only an imbalance or a short-sale rule was announced: an instrument that is halted stays halted, one that trades goes
     * on.
     */
    public boolean isAnnouncement() {
        return switch (code) {
            case "7", "8", "9", "A", "C", "D", "E" -> true;
            default -> false;
        };
    }

    /** It may trade: resumed, or only an imbalance or a short-sale rule was announced. A code we do not know is a halt. */
    public boolean isTrading() {
        return switch (code) {
            case "T", "3", "7", "8", "9", "A", "C", "D", "E" -> true;
            default -> false;
        };
    }
}
