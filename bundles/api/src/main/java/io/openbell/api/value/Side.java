package io.openbell.api.value;

/** Which way an order or a fill goes. */
public enum Side {
    /** More shares, less cash. */
    BUY,
    /** Fewer shares, more cash; beyond zero it is a short sale. */
    SELL;

    /** The other side. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }

    /** The quantity with this side's sign: positive for buys, negative for sells. */
    public Quantity signed(Quantity quantity) {
        return this == BUY ? quantity : quantity.negated();
    }
}
