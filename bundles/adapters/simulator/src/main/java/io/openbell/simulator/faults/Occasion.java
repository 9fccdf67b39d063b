package io.openbell.simulator.faults;

/**
 * Where a fault could strike now.
 *
 * @param method of a request; empty otherwise
 * @param path   of a request or a stream
 * @param symbol empty where there is none
 */
public record Occasion(String method, String path, String symbol) {

    /** A request. */
    public static Occasion request(String method, String path) {
        return new Occasion(method, path, "");
    }

    /** A stream, or an event of it. */
    public static Occasion stream(String path, String symbol) {
        return new Occasion("", path, symbol);
    }

    /** An order. */
    public static Occasion order(String symbol) {
        return new Occasion("", "/v2/orders", symbol);
    }

    /** For people. */
    public String subject() {
        return String.join(" ", method, path, symbol).strip();
    }
}
