package io.openbell.simulator.web;

/**
 * Who may ask, how often, and over what.
 *
 * @param tlsPort               on loopback; 0 takes any free one, -1 for no TLS
 * @param keys                  accepted
 * @param requestsPerMinute     of the trading paths; one more gets 429; 0 for any number
 * @param dataRequestsPerMinute of the market data paths
 */
public record WireSettings(
        int tlsPort, Keys keys, int requestsPerMinute, int dataRequestsPerMinute) {

    /** Plain sockets only, the keys as shipped, any number of requests: for tests and for embedding. */
    public static final WireSettings OPEN = new WireSettings(-1, Keys.DEFAULT, 0, 0);

    /** The same with another port for TLS. */
    public WireSettings withTlsPort(int port) {
        return new WireSettings(port, keys, requestsPerMinute, dataRequestsPerMinute);
    }
}
