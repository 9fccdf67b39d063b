package io.openbell.itests.proof;

import static java.util.Objects.requireNonNull;

import io.openbell.api.broker.AccountFigures;
import io.openbell.api.broker.AccountRights;
import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.broker.TradingSession;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.risk.VolumeStated;
import io.openbell.api.session.TradingMode;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.order.OrderIds;
import io.openbell.kernel.replay.CoreSettings;
import io.openbell.kernel.replay.Decision;
import io.openbell.kernel.replay.RecordedInput;
import io.openbell.kernel.replay.TradingCore;
import io.openbell.kernel.risk.RiskLimits;
import io.openbell.kernel.sizing.SizingRules;
import io.openbell.kernel.strategy.StrategySettings;
import io.openbell.kernel.strategy.StrategyType;
import io.openbell.strategies.movingaveragecross.MovingAverageCross;
import io.openbell.strategies.pairsmeanreversion.PairsMeanReversion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A session of both strategies on a seeded market, at a venue that fills at the touch a moment later. */
final class SeededSession {

    private static final Instant START = Instant.parse("2025-01-15T14:30:00Z");
    private static final List<Symbol> SYMBOLS =
            List.of(Symbol.of("AAPL"), Symbol.of("MSFT"), Symbol.of("KO"), Symbol.of("PEP"));

    final List<RecordedInput> inputs = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();
    private final Random random;
    private final TradingCore core = core();
    private final OrderIds ids = new OrderIds(TradingMode.PAPER);
    private final Deque<TradingEvent> venue = new ArrayDeque<>();
    private final Map<Symbol, Quote> quotes = new HashMap<>();
    private final double[] prices = {187, 410, 62, 170};
    private Instant now = START;
    private long trades;

    /** Runs one with that many steps of the market. */
    SeededSession(long seed, int steps) {
        random = new Random(seed);
        facts();
        for (int step = 0; step < steps; step++) {
            Instant before = now;
            now = now.plusMillis(50 + random.nextInt(200));
            if (now.getEpochSecond() > before.getEpochSecond()) {
                input(new TimerTick(now));
            }
            market(random.nextInt(SYMBOLS.size()));
            if (!venue.isEmpty() && random.nextInt(3) == 0) {
                input(venue.poll());
            }
            if (step % 200 == 0) {
                input(account());
            }
        }
    }

    /** A core that has seen nothing, with both strategies. */
    static TradingCore core() {
        SizingRules sizing =
                new SizingRules(
                        Money.parse("2000"), Money.parse("4000"), 0, 0, 20, Duration.ofSeconds(15));
        TradingCore core =
                new TradingCore(
                        new CoreSettings(
                                START,
                                RiskLimits.paper(),
                                sizing,
                                SYMBOLS,
                                List.of(Duration.ofSeconds(5))));
        start(
                core,
                MovingAverageCross.class,
                Map.of("enabled", "true", "symbols", "AAPL,MSFT", "barSeconds", "5"));
        start(
                core,
                PairsMeanReversion.class,
                Map.of("enabled", "true", "symbols", "KO,PEP", "pairs", "KO/PEP"));
        return core;
    }

    private static void start(
            TradingCore core, Class<? extends Strategy> type, Map<String, String> configured) {
        StrategyType strategy = StrategyType.of(type);
        StrategySettings settings = strategy.settings(configured);
        core.start(strategy.name(), "test", settings, strategy.construct(settings));
    }

    private void facts() {
        input(new AccountAdopted("PA1", Money.parse("100000"), List.of(), now));
        input(new SessionMark(true, "test", now));
        input(new BrokerStatus(true, "built-in exchange", true, "", now));
        input(account());
        Instant open = now.minus(Duration.ofHours(1));
        Instant close = now.plus(Duration.ofHours(20));
        TradingSession day =
                new TradingSession(LocalDate.of(2025, 1, 15), open, close, open, close);
        input(new SessionsStated(List.of(day), Duration.ZERO, now));
        for (Symbol symbol : SYMBOLS) {
            Asset asset = new Asset(symbol, symbol.ticker(), "NYSE", true, true, true);
            input(new InstrumentStated(symbol, Optional.of(asset), Optional.empty(), now));
            input(new VolumeStated(symbol, Quantity.of(10_000_000), 20, now));
        }
        input(new Reconciliation(true, "", now));
        input(new Readiness(List.of(), now));
    }

    private BrokerAccount account() {
        Money money = Money.parse("100000");
        return new BrokerAccount(
                "PA1",
                money,
                money,
                money,
                Money.parse("200000"),
                true,
                "",
                now,
                new AccountRights(2, true, 0, 0, false, false, false, false),
                AccountFigures.UNSTATED);
    }

    private void market(int n) {
        Symbol symbol = SYMBOLS.get(n);
        prices[n] *= 1 + random.nextGaussian() * 0.0004;
        Price middle = Price.parse(String.format(Locale.ROOT, "%.2f", prices[n]));
        Price cent = Price.parse("0.01");
        if (random.nextInt(3) == 0) {
            input(new Trade(symbol, middle, Quantity.of(10), ++trades, "V", now));
            return;
        }
        Quote quote =
                new Quote(
                        symbol,
                        middle.minus(cent),
                        Quantity.of(100 + random.nextInt(900)),
                        middle.plus(cent),
                        Quantity.of(100 + random.nextInt(900)),
                        now);
        quotes.put(symbol, quote);
        input(quote);
    }

    private void input(TradingEvent event) {
        if (event instanceof Journaled journaled) {
            ids.observe(journaled);
        }
        RecordedInput input = new RecordedInput(inputs.size() + 1L, now, event);
        inputs.add(input);
        List<Decision> decided = core.take(input);
        decisions.addAll(decided);
        for (Decision decision : decided) {
            if (decision instanceof Decision.Judged judged) {
                answer(judged.decision());
            }
        }
    }

    private void answer(RiskDecision decision) {
        OrderIntent intent = decision.intent();
        if (decision instanceof RiskDecision.Denied denied) {
            venue.add(new OrderDenied(intent, denied.reason().name(), denied.detail(), now));
            return;
        }
        OrderId id = ids.next();
        Quote quote = requireNonNull(quotes.get(intent.symbol()));
        venue.add(new OrderInitialized(id, intent, now));
        venue.add(new OrderAccepted(id, "b-" + id, now));
        venue.add(
                new OrderFilled(
                        id,
                        "e-" + id,
                        intent.source(),
                        intent.symbol(),
                        intent.side(),
                        intent.side() == Side.BUY ? quote.ask() : quote.bid(),
                        intent.quantity(),
                        Money.ZERO,
                        now));
    }
}
