package io.openbell.launcher.preflight;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.market.MarketDataFeed;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.TradingMode;
import io.openbell.launcher.config.Problem;
import io.openbell.launcher.preflight.FrameworkChecks.BundleState;
import io.openbell.launcher.supervisor.Catalogue;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * What the pre-flight of a process asks.
 *
 * @param context        for the bundles there are
 * @param journalsInUse  this process writes to a journal
 * @param components     ids of those that are installed
 * @param problems       of the configuration
 * @param openRouter     root of OpenRouter's API
 * @param alerts         values of the alerts' configuration by key; empty where there is none
 * @param exchange       null while the built-in one does not listen
 * @param feeds          null while there is no market data
 * @param broker         null while there is none
 * @param whyNoBroker    for people
 * @param clock          to trade by
 */
public record PreflightOfProcess(
        BundleContext context,
        Path home,
        TradingMode mode,
        int sshPort,
        SecretStore secrets,
        BooleanSupplier journalsInUse,
        Supplier<Set<String>> components,
        Supplier<List<Problem>> problems,
        Supplier<URI> openRouter,
        UnaryOperator<String> alerts,
        Supplier<@Nullable ExchangeEndpoint> exchange,
        Supplier<@Nullable MarketDataFeed> feeds,
        Supplier<@Nullable Broker> broker,
        Supplier<String> whyNoBroker,
        InstantSource clock) {

    /** All checks of it; none is made yet. */
    public SessionPreflight preflight() {
        List<Check> local = new ArrayList<>(MachineChecks.of(() -> Machine.measure(home)));
        local.addAll(HomeChecks.of(home, sshPort, journalsInUse));
        local.addAll(
                FrameworkChecks.of(
                        this::bundles,
                        new TreeSet<>(Catalogue.tradingCritical()),
                        components,
                        problems));
        return new SessionPreflight(
                local,
                List.of(
                        new OpenRouterCheck(
                                        () -> secrets.named(OpenRouterCheck.VARIABLE), openRouter)
                                .check(),
                        new AlertsCheck(secrets, alerts).check()),
                new ExchangeCheck(() -> secrets.alpaca(mode).isEmpty(), exchange).check(),
                new MarketDataCheck(feeds).check(),
                new VenueChecks(clock, secrets::redact, () -> secrets.alpaca(mode)),
                broker,
                whyNoBroker,
                secrets::redact,
                clock);
    }

    private List<BundleState> bundles() {
        List<BundleState> states = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            int state = bundle.getState();
            String name = bundle.getSymbolicName() + " " + bundle.getVersion();
            states.add(
                    new BundleState(
                            name,
                            state == Bundle.ACTIVE || state == Bundle.STARTING,
                            bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null,
                            state == Bundle.INSTALLED ? unresolvable(bundle) : ""));
        }
        return states;
    }

    /** Only a failing start says what is missing. */
    private String unresolvable(Bundle bundle) {
        FrameworkWiring framework = context.getBundle(0).adapt(FrameworkWiring.class);
        if (framework.resolveBundles(List.of(bundle))) {
            return "";
        }
        try {
            bundle.start(Bundle.START_TRANSIENT);
            return "";
        } catch (BundleException why) {
            return String.valueOf(why.getMessage()).replaceAll("\\s+", " ");
        }
    }
}
