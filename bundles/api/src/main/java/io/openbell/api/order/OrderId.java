package io.openbell.api.order;

/**
 * Our name for an order, sent to the venue as {@code client_order_id} and assigned before the order leaves the process.
 *
 * @param value {@code <mode><instance>-<run>-<sequence>-<check>}, at most 48 of {@code A-Z a-z 0-9 -}; orders placed by
 *              others carry whatever name they were given, at most 128 characters
 */
public record OrderId(String value) implements Comparable<OrderId> {

    /** Refuses empty and oversized names. */
    public OrderId {
        if (value.isEmpty() || value.length() > 128) {
            throw new IllegalArgumentException(
                    "order id must have 1 to 128 characters, has " + value.length());
        }
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
