package io.openbell.api.order;

import io.openbell.api.engine.Explanation;
import java.time.Duration;
import java.time.Instant;

/**
 * A request about an order went over the wire: what came back, and how long it took.
 *
 * @param request    what was asked for
 * @param outcome    what is known after it: {@code ACCEPTED}, {@code REJECTED}, {@code ALREADY_THERE}, {@code NOT_SENT} or
 *                   {@code UNKNOWN}
 * @param detail     the venue's words, its HTTP status first where it refused; empty when it accepted
 * @param sentAt     when it was handed to the client, by our clock, UTC
 * @param answeredAt when its answer was read, or waiting for one ended
 */
public record VenueAnswered(
        OrderId orderId,
        Request request,
        String outcome,
        String detail,
        Instant sentAt,
        Instant answeredAt)
        implements Explanation {

    private static final int LONGEST_DETAIL = 500;

    /** What can be asked for. */
    public enum Request {
        /** A new order, in place of another one or not. */
        SUBMIT,
        /** Taking it out of the market. */
        CANCEL
    }

    /** Shortens what is longer than a journal should keep. */
    public VenueAnswered {
        detail =
                detail.length() <= LONGEST_DETAIL
                        ? detail
                        : detail.substring(0, LONGEST_DETAIL - 3) + "...";
    }

    /** From handing it over to its answer. */
    public Duration latency() {
        return Duration.between(sentAt, answeredAt);
    }
}
