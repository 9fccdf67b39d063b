package io.openbell.marketdatacollector;

/** Why a tick is refused. Odd prices are no fault: what the tape says counts, as long as it can be true and others say so, too. */
enum TickFault {
    /** A trade at or below zero, or a quote below zero. */
    PRICE("price must be above zero (a quote may lack a side: zero)"),
    /** Fewer than no shares. */
    SIZE("size must not be negative"),
    /** Later than our clock by more than is allowed. */
    AHEAD_OF_CLOCK("later than our clock by more than maxTickAheadMillis"),
    /** Earlier than our clock by more than is allowed. */
    BEHIND_CLOCK(
            "earlier than our clock by more than maxTickAgeSeconds; recorded data needs clock=event"
                    + " in openbell.engine.cfg"),
    /** Before 1970 or after 2200. */
    TIME("time must lie between 1970 and 2200"),
    /** Not one of ours. */
    SYMBOL("symbol was not subscribed"),
    /** A bar, which we build ourselves. */
    KIND("must come from the tape: a quote, a trade, or what it says of them"),
    /** Far from where the symbol traded, and not confirmed. */
    JUMP(
            "price must be within jumpPercent of the one before, or be confirmed by three more ticks"
                    + " near it"),
    /** A newer quote of its symbol was there before. */
    OVERTAKEN("a quote must not be more than a second older than the newest one of its symbol"),
    /** Its bar would hold more shares than can be counted. */
    VOLUME("volume of the bar would pass 9.2 billion shares");

    private final String meaning;

    TickFault(String meaning) {
        this.meaning = meaning;
    }

    /** What is allowed, for people. */
    String meaning() {
        return meaning;
    }
}
