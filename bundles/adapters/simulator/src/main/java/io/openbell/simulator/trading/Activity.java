package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that changed the account and was no trade.
 *
 * @param id        a UUID
 * @param type      Alpaca's word: JNLC, CFEE, OPEXC, OPASN, OPEXP, OPTRD, SPLIT, NC, CIL, DIV
 * @param netAmount dollars into the account
 * @param quantity  change of the position, of a dividend the shares it was paid on; null when there is none
 * @param at        when it was booked
 * @param action    null unless a corporate action made it
 */
public record Activity(
        String id,
        String type,
        String description,
        @Nullable String symbol,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal price,
        BigDecimal netAmount,
        Instant at,
        @Nullable OfAction action) {

    /**
     * What is stated of an activity that a corporate action made.
     *
     * @param subType  Alpaca's word: FSPLIT, RSPLIT, SCNC, CDIV; empty for none
     * @param groupId  the same for all activities of the action
     * @param perShare dollars; null unless it is a dividend
     * @param day      of the action, whenever it was booked
     * @param names    of a change of the name; null for others
     */
    public record OfAction(
            String subType,
            String groupId,
            @Nullable BigDecimal perShare,
            LocalDate day,
            @Nullable Names names) {

        OfAction(String subType, String groupId, @Nullable BigDecimal perShare, LocalDate day) {
            this(subType, groupId, perShare, day, null);
        }
    }

    /** The old and the new symbol, and what was held. */
    public record Names(String from, String to, BigDecimal held) {}

    /** One that no corporate action made. */
    Activity(
            String id,
            String type,
            String description,
            @Nullable String symbol,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal price,
            BigDecimal netAmount,
            Instant at) {
        this(id, type, description, symbol, quantity, price, netAmount, at, null);
    }

    /** The same, booked then. */
    Activity bookedAt(Instant moment) {
        return new Activity(
                id, type, description, symbol, quantity, price, netAmount, moment, action);
    }
}
