package io.openbell.alpacaclient;

import io.netty.handler.codec.http.HttpMethod;
import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.alpacaclient.connection.Dialer;
import io.openbell.alpacaclient.connection.LoopThread;
import io.openbell.alpacaclient.connection.MarketHours;
import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.decode.VenueJson;
import io.openbell.alpacaclient.rest.RestClient;
import io.openbell.alpacaclient.rest.RestRequest;
import io.openbell.alpacaclient.rest.RestRequest.Lane;
import io.openbell.alpacaclient.rest.RestResponse;
import io.openbell.alpacaclient.rest.VenueRest;
import io.openbell.alpacaclient.stream.ConnectedVenue;
import io.openbell.alpacaclient.stream.StreamProtocol;
import io.openbell.alpacaclient.stream.VenueStream;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.component.Health;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.session.Credentials;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingClock;
import io.openbell.api.session.TradingMode;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what we are connected to, and holds what market data and orders share: the connections for requests, the state
 * of the streams, and the health of it all. Alpaca's paper trading when its keys were given, else the built-in exchange.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.alpaca-client",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {SessionComponent.class, AlpacaClient.class},
        property = SessionComponent.PROPERTY + "=" + AlpacaClient.ID,
        reference =
                @Reference(
                        name = "soft.logging-system",
                        service = SessionComponent.class,
                        target = "(openbell.component=logging-system)",
                        cardinality = ReferenceCardinality.OPTIONAL,
                        policy = ReferencePolicy.DYNAMIC,
                        policyOption = ReferencePolicyOption.GREEDY))
@Designate(ocd = AlpacaConfig.class)
@SatisfyingConditionTarget(Permit.ALPACA_CLIENT)
public final class AlpacaClient implements SessionComponent, ConnectedVenue, AutoCloseable {

    static final String ID = "alpaca-client";
    static final String MARKET_DATA = "market data";
    static final String TRADE_UPDATES = "trade updates";

    private static final Logger LOG = LoggerFactory.getLogger(AlpacaClient.class);
    private static final String WAITING = "waiting for the built-in exchange";
    private static final long LOOK_MILLIS = 1_000;
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long WORTH_TELLING_MILLIS = 1_000;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long HOURS_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final TradingMode mode;
    private final ClientSettings settings;
    private final InstantSource clock;
    private final SecretStore secrets;
    private final Dialer dialer;
    private final RestClient restClient;
    private final Random random;
    private final MarketHours hours;
    private final VenueRest rest;
    private final boolean usesExchange;
    private final Map<String, VenueStream> streams = new ConcurrentHashMap<>();
    private final Map<String, Heartbeat> hearts = new ConcurrentHashMap<>();
    private @Nullable ExchangeEndpoint exchange;
    private volatile @Nullable Target target;
    private volatile String whyNoTarget = WAITING;
    private volatile boolean hopeless;
    private volatile long probedNanos;

    /** Chooses the target; connections are made by threads of its own. */
    @Activate
    public AlpacaClient(
            @Reference Session session,
            @Reference SecretStore secrets,
            @Reference TradingClock clock,
            AlpacaConfig config) {
        this(
                session.mode(),
                secrets,
                clock,
                ConfiguredSettings.of(config),
                new Dialer(ConfiguredSettings.of(config)),
                new Random());
    }

    /**
     * The same without OSGi; {@link #bindExchange} takes the part of the service registry. No constructor, because
     * Declarative Services complains of a second one with as many arguments.
     */
    public static AlpacaClient of(
            TradingMode mode, SecretStore secrets, InstantSource clock, ClientSettings settings) {
        return of(mode, secrets, clock, settings, new Random());
    }

    /** The same, with pauses that a seed decides. */
    public static AlpacaClient of(
            TradingMode mode,
            SecretStore secrets,
            InstantSource clock,
            ClientSettings settings,
            Random random) {
        return of(mode, secrets, clock, settings, random, null);
    }

    /** The same, trusting what that factory trusts instead of the platform's authorities; null for those. */
    public static AlpacaClient of(
            TradingMode mode,
            SecretStore secrets,
            InstantSource clock,
            ClientSettings settings,
            Random random,
            @Nullable TrustManagerFactory trust) {
        Dialer dialer = new Dialer(settings, trust);
        return new AlpacaClient(mode, secrets, clock, settings, dialer, random);
    }

    AlpacaClient(
            TradingMode mode,
            SecretStore secrets,
            InstantSource clock,
            ClientSettings settings,
            Dialer dialer,
            Random random) {
        this.mode = mode;
        this.settings = settings;
        this.clock = clock;
        this.secrets = secrets;
        this.dialer = dialer;
        this.restClient = new RestClient(dialer, settings);
        this.random = random;
        this.hours = new MarketHours(clock);
        this.rest = new VenueRest(this, restClient, secrets::redact, random);
        Optional<Credentials> keys =
                mode == TradingMode.LIVE ? Optional.empty() : secrets.alpaca(TradingMode.PAPER);
        this.usesExchange = mode != TradingMode.LIVE && keys.isEmpty();
        restClient.every(LOOK_MILLIS, this::probeQuietVenue);
        if (mode == TradingMode.LIVE) {
            giveUp("live mode is not available yet");
        } else if (keys.isPresent()) {
            chooseAlpaca(keys.get());
        }
    }

    private void chooseAlpaca(Credentials keys) {
        try {
            aim(Target.alpacaPaper(keys, settings.feeds()), "");
        } catch (IllegalArgumentException malformed) {
            giveUp(String.valueOf(malformed.getMessage()));
        }
    }

    private void giveUp(String reason) {
        hopeless = true;
        LOG.error("no venue: reason=\"{}\"", reason);
        aim(null, reason);
    }

    /** The built-in exchange is there. It is used unless keys for Alpaca were given. */
    @Reference(
            name = "exchange",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public synchronized void bindExchange(ExchangeEndpoint present) {
        exchange = present;
        if (!usesExchange) {
            return;
        }
        try {
            aim(Target.builtIn(present, settings.feeds()), "");
            hopeless = false;
        } catch (IllegalArgumentException elsewhere) {
            giveUp(String.valueOf(elsewhere.getMessage()));
        }
    }

    /** The built-in exchange is gone; another one may have come before. */
    @SuppressWarnings("ReferenceEquality")
    public synchronized void unbindExchange(ExchangeEndpoint gone) {
        // By identity: a restarted exchange announces an equal endpoint before the old one goes.
        if (gone == exchange) {
            exchange = null;
            if (usesExchange) {
                hopeless = false;
                LOG.info("no venue: reason=\"{}\"", WAITING);
                aim(null, WAITING);
            }
        }
    }

    private synchronized void aim(@Nullable Target next, String whyNone) {
        target = next;
        whyNoTarget = whyNone;
        restClient.reset();
        hours.forget();
        streams.values().forEach(stream -> stream.aim(next, whyNone));
        if (next != null) {
            LOG.info(
                    "venue chosen: mode={}, venue=\"{}\", trading={}, marketData={}",
                    mode.token(),
                    next,
                    next.trading(),
                    next.marketData());
            probe(next);
        }
    }

    @Override
    public synchronized VenueStream openStream(
            String role, LoopThread thread, StreamProtocol protocol) {
        VenueStream stream = new VenueStream(role, thread, this, protocol);
        streams.put(role, stream);
        hearts.put(role, thread.heart());
        stream.aim(target, whyNoTarget);
        return stream;
    }

    @Override
    public void closeStream(String role, VenueStream stream) {
        if (streams.remove(role, stream)) {
            hearts.remove(role);
        }
        stream.close();
    }

    private void probeQuietVenue() {
        Target present = target;
        long now = System.nanoTime();
        boolean quiet = restClient.nanosSinceAnswer() > QUIET_NANOS;
        // Without its hours no silence of the venue is noticed: asked for again at once.
        long pause = !hours.isKnown() ? 0 : quiet ? PROBE_NANOS : HOURS_NANOS;
        if (present != null && now - probedNanos > pause) {
            probe(present);
        }
    }

    /** Asks for the clock: whether requests are answered, and when the market is open. */
    private void probe(Target present) {
        long askedNanos = System.nanoTime();
        probedNanos = askedNanos;
        restClient
                .send(
                        new RestRequest(
                                HttpMethod.GET,
                                present.trading(),
                                "/v2/clock",
                                null,
                                present.credentials(),
                                Lane.ACCOUNT,
                                settings.requestTimeout()))
                .whenComplete(
                        (answer, failure) -> {
                            if (answer != null && answer.isSuccess() && present == target) {
                                learnHours(answer, askedNanos);
                            } else {
                                LOG.debug(
                                        "probe: status={}, failure={}",
                                        answer == null ? 0 : answer.status(),
                                        failure == null ? "" : failure.getMessage());
                            }
                        });
    }

    private void learnHours(RestResponse answer, long askedNanos) {
        String source = "GET /v2/clock";
        try {
            hours.seen(
                    VenueJson.clock(Fields.of(source, Fields.document(source, answer.body()))),
                    askedNanos);
        } catch (BrokerException unreadable) {
            LOG.warn("the venue's hours are unknown: reason=\"{}\"", unreadable.getMessage());
        }
    }

    @Override
    public @Nullable Target target() {
        return target;
    }

    @Override
    public String whyNoTarget() {
        return whyNoTarget;
    }

    @Override
    public ClientSettings settings() {
        return settings;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public MarketHours hours() {
        return hours;
    }

    @Override
    public Dialer dialer() {
        return dialer;
    }

    @Override
    public Random random() {
        return random;
    }

    @Override
    public String redact(String text) {
        return secrets.redact(text);
    }

    @Override
    public VenueRest rest() {
        return rest;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Heartbeat> heartbeats() {
        // Streams may share a thread.
        Set<Heartbeat> all = new LinkedHashSet<>(List.of(restClient.heart()));
        all.addAll(hearts.values());
        return List.copyOf(all);
    }

    @Override
    public Health health() {
        Target present = target;
        if (present == null) {
            return hopeless
                    ? Health.hopeless("%s", whyNoTarget)
                    : Health.unavailable("%s", whyNoTarget);
        }
        List<String> roles =
                mode == TradingMode.RESEARCH
                        ? List.of(MARKET_DATA)
                        : List.of(MARKET_DATA, TRADE_UPDATES);
        Health health =
                ClientHealth.of(
                        present,
                        restClient.gauge(),
                        waiting(),
                        roles.stream()
                                .map(role -> new ClientHealth.Expected(role, streams.get(role)))
                                .toList());
        return new Health(health.status(), secrets.redact(health.detail()), health.permanent());
    }

    private String waiting() {
        StringBuilder waiting = new StringBuilder();
        for (Lane lane : Lane.values()) {
            long millis = restClient.queueAgeMillis(lane);
            if (millis > WORTH_TELLING_MILLIS) {
                waiting.append(waiting.isEmpty() ? "" : ", ");
                waiting.append(lane.name().toLowerCase(Locale.ROOT)).append(' ').append(millis);
                waiting.append(" ms");
            }
        }
        return waiting.toString();
    }

    /** Ends connections and threads. */
    @Override
    @Deactivate
    public void close() {
        restClient.close();
        dialer.close();
    }
}
