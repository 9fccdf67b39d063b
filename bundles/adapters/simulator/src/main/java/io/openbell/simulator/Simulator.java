package io.openbell.simulator;

import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.session.Session;
import io.openbell.simulator.web.Keys;
import io.openbell.simulator.web.StreamSettings;
import io.openbell.simulator.web.WireSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the {@link SimulatedExchange} in the container and registers its {@link ExchangeEndpoint} once it listens. Keeps its
 * files in {@code simulator/} of the home folder.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.simulator",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {})
@Designate(ocd = SimulatorConfig.class)
public final class Simulator {

    private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);

    private final BundleContext bundle;
    private final SimulatedExchange exchange;
    private @Nullable ServiceRegistration<ExchangeEndpoint> registration;
    private boolean closed;

    /** Starts the exchange's thread and returns. */
    @Activate
    public Simulator(BundleContext bundle, @Reference Session session, SimulatorConfig config) {
        this.bundle = bundle;
        this.exchange =
                new SimulatedExchange(
                        settings(config, session.home()),
                        session.home().resolve("simulator"),
                        InstantSource.system());
        exchange.start();
        // Whoever waits for the endpoint is called while we register it: never on the exchange's
        // own thread.
        Executor registrar = work -> daemon(work, "simulator-registrar").start();
        exchange.endpoint().thenAcceptAsync(this::register, registrar);
    }

    private static Thread daemon(Runnable work, String role) {
        Thread thread = new Thread(work, role);
        thread.setDaemon(true);
        return thread;
    }

    private void register(ExchangeEndpoint endpoint) {
        try {
            ServiceRegistration<ExchangeEndpoint> made =
                    bundle.registerService(ExchangeEndpoint.class, endpoint, null);
            if (!keep(made)) {
                made.unregister();
            }
        } catch (IllegalStateException stopping) {
            LOG.debug("endpoint not registered, the bundle stops");
        }
    }

    private synchronized boolean keep(ServiceRegistration<ExchangeEndpoint> made) {
        registration = closed ? null : made;
        return !closed;
    }

    /** Withdraws the endpoint, then closes the exchange. */
    @Deactivate
    public void deactivate() {
        ServiceRegistration<ExchangeEndpoint> registered;
        synchronized (this) {
            closed = true;
            registered = registration;
            registration = null;
        }
        if (registered != null) {
            registered.unregister();
        }
        exchange.close();
    }

    static ExchangeSettings settings(SimulatorConfig config, Path home) {
        new SimulatorCheck().require(config);
        ExchangeSettings settings =
                new ExchangeSettings(
                        config.port(),
                        BigDecimal.valueOf(config.startingCash()),
                        config.multiplier(),
                        config.partialFillPercent(),
                        new StreamSettings(
                                config.oneConnectionPerFeed(),
                                config.streamSymbolLimit(),
                                Duration.ofSeconds(config.authTimeoutSeconds()),
                                Duration.ofSeconds(config.slowReaderSeconds()),
                                false,
                                Duration.ofSeconds(config.takenAfterDropSeconds())),
                        MarketChoice.of(config),
                        wire(config));
        return switch (config.marketSource()) {
            case "synthetic" -> settings;
            case "replay" -> settings.withReplay(files(config, home), config.replaySpeed());
            default ->
                    throw new IllegalArgumentException(
                            "openbell.simulator: marketSource='"
                                    + config.marketSource()
                                    + "' must be synthetic or replay");
        };
    }

    private static WireSettings wire(SimulatorConfig config) {
        return new WireSettings(
                config.tlsPort(),
                new Keys(config.keyId(), config.secret()),
                config.requestsPerMinute(),
                config.dataRequestsPerMinute());
    }

    private static List<Path> files(SimulatorConfig config, Path home) {
        return SimulatorCheck.names(config.replayFiles()).stream().map(home::resolve).toList();
    }
}
