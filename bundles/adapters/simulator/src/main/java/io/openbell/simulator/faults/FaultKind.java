package io.openbell.simulator.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong. The word in a control request is the name in lower case, with dashes. */
public enum FaultKind {
    /** 429; the request was not looked at. */
    RATE_LIMITED(Place.REQUEST),
    /** 401, as if the keys were withdrawn. */
    UNAUTHORIZED(Place.REQUEST),
    /** {@code code} (503); the request was not looked at. */
    ERROR_BEFORE(Place.REQUEST),
    /** Never answered; the request was not looked at. */
    LOST_REQUEST(Place.REQUEST),
    /** {@code code} (504), although what was asked for was done. */
    ERROR_AFTER(Place.ANSWER),
    /** Done, but never answered. */
    LOST_ANSWER(Place.ANSWER),
    /** Done, then the connection is reset. */
    RESET(Place.ANSWER),
    /** Done; the answer ends in the middle, and so does the connection. */
    TRUNCATED_BODY(Place.ANSWER),
    /** Done; the answer is complete, and no JSON. */
    MALFORMED_BODY(Place.ANSWER),
    /** Done; the answer is a web page, as from a captive portal. */
    HTML_BODY(Place.ANSWER),
    /** Done; the answer is empty. */
    EMPTY_BODY(Place.ANSWER),
    /** Done; the answer says it is compressed, and is not. */
    BROKEN_GZIP(Place.ANSWER),
    /** Done; the answer points to another host. */
    REDIRECT(Place.ANSWER),
    /** Done; the answer comes byte by byte, {@code millis} (1000) apart. */
    SLOW_BODY(Place.ANSWER),

    /** The link of a stream breaks before the next event, without a word. */
    DISCONNECT(Place.STREAM),
    /** {@code code} (407) instead of the next event, then the link is closed. Market data only. */
    STREAM_ERROR(Place.STREAM),
    /** An event is not sent. */
    DROPPED_EVENT(Place.STREAM),
    /** An event is sent twice. */
    DUPLICATED_EVENT(Place.STREAM),
    /** An event is sent after the one that follows it. */
    REORDERED_EVENT(Place.STREAM),
    /** An event is no message. */
    MALFORMED_EVENT(Place.STREAM),
    /** The stream stays open, answers pings, and says nothing. What happens meanwhile is never sent. */
    MUTE(Place.STATE),
    /** A feed whose link dropped stays taken for {@code millis} (90000): 406 for whoever comes back. */
    GHOST_SESSION(Place.LINK),
    /** A stream is closed as soon as it is open. */
    CLOSED_AT_ONCE(Place.LINK),

    /** An order is not found for {@code millis} (5000) after it was accepted. */
    LATE_VISIBILITY(Place.TRADING),
    /** A cancel is answered, then refused on the stream; the order stays. */
    CANCEL_REJECTED(Place.TRADING),
    /** A cancel is answered, and nothing comes of it. */
    CANCEL_UNANSWERED(Place.TRADING),
    /** The account may not trade. */
    ACCOUNT_BLOCKED(Place.STATE),
    /** Nothing of a symbol trades; a stock's listeners are told when it begins and ends. */
    HALTED_SYMBOL(Place.STATE),

    /** A quote is sent with bid and ask exchanged. The exchange itself goes on with the right one. */
    CROSSED_QUOTE(Place.TICK),
    /** A quote is sent with ten times its prices. The exchange itself goes on with the right one. */
    ABSURD_QUOTE(Place.TICK),
    /** A trade is reported after its minute: it is stamped with the end of the minute before, whose bar is corrected. */
    LATE_TRADE(Place.TICK),
    /** A trade of a stock is printed a tenth too high, and corrected {@code millis} (2000) later. */
    CORRECTED_TRADE(Place.TICK),
    /** A trade of a stock is taken back {@code millis} (2000) after it was printed. */
    CANCELED_TRADE(Place.TICK),
    /** The clock endpoint and {@code Date} are {@code millis} (60000) ahead; negative is behind. */
    CLOCK_SKEW(Place.STATE);

    /** Where it strikes; says what {@code path} means and which fields apply. */
    public enum Place {
        REQUEST,
        ANSWER,
        STREAM,
        LINK,
        TRADING,
        TICK,
        /** Lasts, and is not counted: it ends by time or by hand. */
        STATE
    }

    private final Place place;

    FaultKind(Place place) {
        this.place = place;
    }

    /** Where it strikes. */
    public Place place() {
        return place;
    }

    /** As a control request names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of that word. */
    public static Optional<FaultKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** The status or error code unless one is given. */
    int usualCode() {
        return switch (this) {
            case ERROR_BEFORE -> 503;
            case ERROR_AFTER -> 504;
            case STREAM_ERROR -> 407;
            default -> 0;
        };
    }

    /** The time unless one is given. */
    long usualMillis() {
        return switch (this) {
            case SLOW_BODY -> 1_000;
            case CORRECTED_TRADE, CANCELED_TRADE -> 2_000;
            case LATE_VISIBILITY -> 5_000;
            case GHOST_SESSION -> 90_000;
            case CLOCK_SKEW -> 60_000;
            default -> 0;
        };
    }
}
