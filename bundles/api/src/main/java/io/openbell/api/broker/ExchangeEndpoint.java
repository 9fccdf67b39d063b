package io.openbell.api.broker;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the built-in exchange listens. Registered as a service by the simulator once it is bound; loopback only.
 *
 * @param rest         root of the REST paths (trading and market data)
 * @param tradeUpdates WebSocket of order updates
 * @param marketData   WebSocket of quotes and trades
 * @param keyId        the key it accepts
 * @param secret       the secret it accepts; public knowledge, it protects nothing
 * @param secureRest   root of the same paths, streams included, over TLS with a certificate of its own; null for none
 */
public record ExchangeEndpoint(
        URI rest,
        URI tradeUpdates,
        URI marketData,
        String keyId,
        String secret,
        @Nullable URI secureRest) {

    /** Without TLS. */
    public ExchangeEndpoint(
            URI rest, URI tradeUpdates, URI marketData, String keyId, String secret) {
        this(rest, tradeUpdates, marketData, keyId, secret, null);
    }
}
