package io.openbell.launcher.preflight;

import static io.openbell.launcher.preflight.Check.Finding.fail;
import static io.openbell.launcher.preflight.Check.Finding.pass;
import static io.openbell.launcher.preflight.Check.Finding.skipped;
import static io.openbell.launcher.preflight.Check.Finding.warn;

import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.launcher.preflight.Check.Finding;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ports of the built-in exchange, where it is what the session trades on. */
final class ExchangeCheck {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final BooleanSupplier used;
    private final Supplier<@Nullable ExchangeEndpoint> exchange;

    ExchangeCheck(BooleanSupplier used, Supplier<@Nullable ExchangeEndpoint> exchange) {
        this.used = used;
        this.exchange = exchange;
    }

    Check check() {
        return new Check("exchange", 69, this::look);
    }

    private Finding look() {
        if (!used.getAsBoolean()) {
            return skipped("credentials of Alpaca were given");
        }
        ExchangeEndpoint endpoint = exchange.get();
        if (endpoint == null) {
            return fail(
                    "the built-in exchange does not listen",
                    "see the log: its port may be taken, or its feature not installed (openbell-simulator)");
        }
        for (int port : ports(endpoint)) {
            String problem = Reach.problem("127.0.0.1", port, CONNECT);
            if (!problem.isEmpty()) {
                return fail(
                        "127.0.0.1: " + problem,
                        "see the log, and port in etc/openbell.simulator.cfg");
            }
        }
        URI secure = endpoint.secureRest();
        if (secure == null) {
            return pass("127.0.0.1:" + endpoint.rest().getPort() + " listens, without TLS");
        }
        String problem = Reach.problem("127.0.0.1", secure.getPort(), CONNECT);
        return problem.isEmpty()
                ? pass(
                        "127.0.0.1:"
                                + endpoint.rest().getPort()
                                + " and, over TLS, "
                                + secure.getPort()
                                + " listen")
                : warn(
                        "127.0.0.1, TLS: " + problem,
                        "see the log, and tlsPort in etc/openbell.simulator.cfg");
    }

    private static Set<Integer> ports(ExchangeEndpoint endpoint) {
        Set<Integer> ports = new LinkedHashSet<>();
        ports.add(endpoint.rest().getPort());
        ports.add(endpoint.tradeUpdates().getPort());
        ports.add(endpoint.marketData().getPort());
        return ports;
    }
}
