package io.openbell.arbitragescanner;

import io.openbell.api.component.Health;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.MarketDataDemand;
import io.openbell.api.market.Quote;
import io.openbell.api.session.TradingClock;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.arbitrage.ArbitrageScan;
import io.openbell.kernel.arbitrage.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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
 * Looks at quotes on the trading loop and tells what would earn after costs. It has no thread, sends no order and holds no
 * position: who trades on an opportunity is the strategy engine's to decide.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.arbitrage-scanner",
        property = SessionComponent.PROPERTY + "=" + ArbitrageScanner.ID,
        service = {SessionComponent.class, MarketDataDemand.class},
        reference =
                @Reference(
                        name = "soft.market-data-collector",
                        service = SessionComponent.class,
                        target = "(openbell.component=market-data-collector)",
                        cardinality = ReferenceCardinality.OPTIONAL,
                        policy = ReferencePolicy.DYNAMIC,
                        policyOption = ReferencePolicyOption.GREEDY))
@Designate(ocd = ArbitrageScannerConfig.class)
@SatisfyingConditionTarget(Permit.ARBITRAGE_SCANNER)
public final class ArbitrageScanner implements SessionComponent, MarketDataDemand {

    static final String ID = "arbitrage-scanner";

    private static final Logger LOG = LoggerFactory.getLogger(ArbitrageScanner.class);
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final int SILENT_SHOWN = 3;

    private final TradingLoop loop;
    private final TradingClock clock;
    private final ArbitrageScan.Watched watched;
    private final ArbitrageScan scan;
    private final Set<Symbol> symbols;
    private final Map<Symbol, Instant> quotedAt = new ConcurrentHashMap<>();
    private final AtomicLong found = new AtomicLong();
    private final Subscription subscription;

    /** Looks from now on. */
    @Activate
    public ArbitrageScanner(
            @Reference TradingLoop loop,
            @Reference TradingClock clock,
            ArbitrageScannerConfig config) {
        this.loop = loop;
        this.clock = clock;
        watched = WatchList.watched(config);
        symbols = watched.symbols();
        scan = new ArbitrageScan(watched, WatchList.rules(config), this::tell);
        subscription = loop.subscribe(ID, Stage.STRATEGIES, false, this::onEvent);
        LOG.info(
                "Scanning: triangles={}, baskets={}, pairs={}, symbols={}",
                watched.triangles().size(),
                watched.baskets().size(),
                watched.pairs().size(),
                symbols);
    }

    /** Ends the subscription. */
    @Deactivate
    void deactivate() {
        subscription.close();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Symbol> symbols() {
        return symbols;
    }

    @Override
    public Health health() {
        Instant recent = clock.instant().minus(QUIET);
        Set<Symbol> silent = new TreeSet<>(symbols);
        silent.removeIf(
                symbol -> {
                    Instant at = quotedAt.get(symbol);
                    return at != null && at.isAfter(recent);
                });
        String figures =
                String.format(
                        Locale.ROOT,
                        "%d opportunities; %d triangles, %d baskets, %d of %d pairs related",
                        found.get(),
                        watched.triangles().size(),
                        watched.baskets().size(),
                        watched.pairs().stream()
                                .filter(pair -> pair.relation().isPresent())
                                .count(),
                        watched.pairs().size());
        if (silent.isEmpty()) {
            return Health.ok("%s", figures);
        }
        return Health.warn(
                "%s; no quote for %d s of %d of %d symbols: %s",
                figures,
                QUIET.toSeconds(),
                silent.size(),
                symbols.size(),
                silent.stream().limit(SILENT_SHOWN).toList());
    }

    private void onEvent(long sequence, Instant now, TradingEvent event) {
        if (event instanceof Quote quote) {
            if (symbols.contains(quote.symbol())) {
                quotedAt.put(quote.symbol(), now);
                scan.onQuote(now, quote);
            }
        } else if (event instanceof TimerTick) {
            scan.onTimer(now);
        }
    }

    private void tell(Instant now, Finding finding) {
        long number = found.incrementAndGet();
        LOG.info(
                "Opportunity: {}, edgeBps={}, depthDollars={}",
                finding.description(),
                String.format(Locale.ROOT, "%.2f", finding.edgeBps()),
                Math.round(finding.depthDollars()));
        loop.emit(
                new Opportunity(
                        ID + "-" + now.toEpochMilli() + "-" + number,
                        ID,
                        finding.description(),
                        finding.legs(),
                        finding.edgeBps(),
                        finding.confidence(),
                        finding.timeToLive(),
                        now));
    }
}
