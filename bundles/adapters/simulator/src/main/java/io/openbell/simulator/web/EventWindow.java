package io.openbell.simulator.web;

import io.openbell.simulator.trading.Refusal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which events a listener asks for. Times are inclusive; of ids, the first is what the listener has already, the last is
 * what it still wants.
 */
record EventWindow(
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String sinceId,
        @Nullable String untilId) {

    private static final String ULID = "[0-9A-HJKMNP-TV-Z]{26}";

    static EventWindow of(Request request) throws Refusal {
        EventWindow window =
                new EventWindow(
                        request.time("since").orElse(null),
                        request.time("until").orElse(null),
                        ulid(request, "since_id"),
                        ulid(request, "until_id"));
        if (window.until != null && window.since == null) {
            throw Refusal.invalid("since is required if until is specified");
        }
        if (window.untilId != null && window.sinceId == null) {
            throw Refusal.invalid("since_id is required if until_id is specified");
        }
        if (window.since != null && window.sinceId != null) {
            throw Refusal.invalid("since and since_id can not be used at the same time");
        }
        return window;
    }

    private static @Nullable String ulid(Request request, String name) throws Refusal {
        Optional<String> text = request.parameter(name).map(id -> id.toUpperCase(Locale.ROOT));
        if (text.isPresent() && !text.get().matches(ULID)) {
            throw Refusal.invalid("invalid " + name + ": must be a ULID");
        }
        return text.orElse(null);
    }

    boolean wantsPast() {
        return since != null || sinceId != null;
    }

    boolean hasBegun(String id, Instant at) {
        return (since == null || !at.isBefore(since))
                && (sinceId == null || id.compareTo(sinceId) > 0);
    }

    boolean endsBefore(String id, Instant at) {
        return (until != null && at.isAfter(until))
                || (untilId != null && id.compareTo(untilId) > 0);
    }

    /** Nothing that comes can be wanted any more. An id does not say when; the next event will. */
    boolean isOver(Instant now) {
        return until != null && now.isAfter(until);
    }
}
