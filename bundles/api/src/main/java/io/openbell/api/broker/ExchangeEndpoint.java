package io.openbell.api.broker;

import java.net.URI;

/**
 * Where the built-in exchange listens. Registered as a service by the simulator once it is bound; loopback only.
 *
 * @param rest         root of the REST paths (trading and market data)
 * @param tradeUpdates WebSocket of order updates
 * @param marketData   WebSocket of quotes and trades
 * @param keyId        the key it accepts
 * @param secret       the secret it accepts; public knowledge, it protects nothing
 */
public record ExchangeEndpoint(
        URI rest, URI tradeUpdates, URI marketData, String keyId, String secret) {}
