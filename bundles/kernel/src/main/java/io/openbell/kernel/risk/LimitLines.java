package io.openbell.kernel.risk;

import io.openbell.api.broker.AccountFigures;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.market.Quote;
import io.openbell.api.order.Order;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.RiskBoard.Kind;
import io.openbell.api.view.RiskBoard.Line;
import io.openbell.kernel.breaker.Lines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** How far the limits of the gate are used at one moment, everything that may still fill included. */
final class LimitLines {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RiskLimits limits;
    private final RiskView view;
    private final List<Order> open;
    private final Instant now;
    private final double equity;
    private final Commitments committed;
    private final SymbolExposures exposures;
    private final OpenWishes wishes;
    private final List<Line> lines = new ArrayList<>();

    LimitLines(RiskLimits limits, RiskView view, List<Order> open, Instant now) {
        this.limits = limits;
        this.view = view;
        this.open = open;
        this.now = now;
        equity = view.account().map(account -> account.equity().toDouble()).orElse(Double.NaN);
        committed = Commitments.of(open, view.external());
        exposures = SymbolExposures.of(view, committed);
        wishes = new OpenWishes(limits, view, open, now);
    }

    List<Line> all() {
        exposure();
        orders();
        pace();
        sources();
        sectors();
        exposures.lines().forEach((symbol, line) -> symbol(symbol, line));
        return lines;
    }

    /** What strategies may commit, of those that are bounded. */
    List<Line> capital() {
        new TreeMap<>(view.capital().bySource())
                .forEach(
                        (source, share) ->
                                lines.add(
                                        Lines.line(
                                                Kind.CAPITAL,
                                                "capital",
                                                source,
                                                gross(ofSource(source), symbol -> true),
                                                view.account()
                                                        .map(BrokerAccount::equity)
                                                        .map(share::at)
                                                        .map(Money::toDouble)
                                                        .orElse(Double.NaN),
                                                "USD",
                                                false,
                                                "")));
        return lines;
    }

    private void limit(String name, String scope, double use, double most, String unit) {
        lines.add(Lines.limit(name, scope, use, most, unit));
    }

    private void exposure() {
        Optional<CommittedExposure> total = total(exposures, symbol -> true);
        limit(
                "gross-exposure",
                "",
                percent(total.map(CommittedExposure::gross)),
                limits.maxGrossPercent(),
                "%");
        limit(
                "net-exposure",
                "",
                percent(total.map(all -> all.longest().abs().max(all.shortest().abs()))),
                limits.maxNetPercent(),
                "%");
        power("buying-power", AssetClass.US_EQUITY);
        boolean stated =
                view.account()
                        .map(BrokerAccount::figures)
                        .filter(figures -> !figures.equals(AccountFigures.UNSTATED))
                        .isPresent();
        if (stated) {
            power("buying-power-of-options", AssetClass.US_OPTION);
            power("buying-power-of-coins", AssetClass.CRYPTO);
        }
    }

    private void power(String name, AssetClass kind) {
        Optional<BrokerAccount> account = view.account();
        limit(
                name,
                "",
                account.isEmpty() ? Double.NaN : view.reserved().toDouble(),
                account.map(stated -> BuyingPower.power(stated, kind).toDouble())
                        .orElse(Double.NaN),
                "USD");
    }

    private void orders() {
        limit(
                "orders-per-minute",
                "",
                view.pace().ordersSince(now.minus(MINUTE)),
                limits.maxOrdersPerMinute(),
                "orders");
        Optional<Money> most = OrderSize.most(limits, view);
        limit(
                "order-notional",
                "",
                most.isEmpty() ? Double.NaN : wishes.notional(),
                most.map(Money::toDouble).orElse(Double.NaN),
                "USD");
        limit(
                "order-quantity",
                "",
                wishes.quantity(),
                limits.maxOrderQuantity().toDouble(),
                "shares");
        for (Symbol underlying : wishes.ofLegs()) {
            limit(
                    "price-collar-of-legs",
                    underlying.ticker(),
                    wishes.legsCollarPercent(underlying),
                    PriceCollar.mostPercent(limits, underlying, true),
                    "%");
        }
    }

    private void pace() {
        PaceLimits most = limits.pace();
        limit(
                "requests-per-minute",
                "",
                view.pace().requestsSince(now.minus(MINUTE)),
                most.maxRequestsPerMinute() - most.reservedForCancels(),
                "requests");
        limit("orders-per-day", "", view.pace().ordersToday(now), most.maxOrdersPerDay(), "orders");
        limit(
                "open-orders",
                "",
                open.size() + view.external().size(),
                most.maxOpenOrders(),
                "orders");
        if (most.maxDayTrades() > 0) {
            lines.add(
                    Lines.limit(
                                    "day-trades",
                                    "",
                                    view.pace().dayTrades(now),
                                    most.maxDayTrades(),
                                    "in 5 days")
                            .with("below an equity of USD " + most.dayTradeEquity()));
        }
    }

    private void sources() {
        for (String source : view.sources()) {
            double gross = gross(ofSource(source), symbol -> true);
            if (gross != 0) {
                limit(
                        "strategy-concentration",
                        source,
                        100 * gross / equity,
                        limits.instruments().maxStrategyPercent(),
                        "%");
            }
        }
    }

    private void sectors() {
        Map<Symbol, String> sectors = limits.instruments().sectors();
        for (String sector : new TreeSet<>(sectors.values())) {
            double gross =
                    gross(exposures, symbol -> sector.equals(sectors.get(symbol.underlying())));
            limit(
                    "sector-concentration",
                    sector,
                    100 * gross / equity,
                    limits.instruments().maxSectorPercent(),
                    "%");
        }
    }

    private SymbolExposures ofSource(String source) {
        return SymbolExposures.ofSource(view, committed, source);
    }

    private static double gross(SymbolExposures of, Predicate<Symbol> included) {
        return total(of, included).map(all -> all.gross().toDouble()).orElse(Double.NaN);
    }

    /** Empty while something has no price or is too large to compute: the gate denies then, and the board says unknown. */
    private static Optional<CommittedExposure> total(
            SymbolExposures of, Predicate<Symbol> included) {
        try {
            return Optional.of(of.total(included));
        } catch (IllegalStateException | ArithmeticException unknown) {
            return Optional.empty();
        }
    }

    private void symbol(Symbol symbol, SymbolExposures.Line line) {
        String scope = symbol.ticker();
        limit(
                "position-notional",
                scope,
                percent(worst(line)),
                limits.maxPositionNotionalPercent(),
                "%");
        limit(
                "round-trips-per-hour",
                scope,
                view.pace().roundTripsSince(symbol, now.minus(PaceLimits.ROUND_TRIP_WINDOW)),
                limits.pace().maxRoundTripsPerHour(),
                "round trips");
        limit(
                "orders-per-minute",
                scope,
                view.pace().ordersSince(symbol, now.minus(MINUTE)),
                limits.pace().maxOrdersOfSymbol(),
                "orders");
        limit(
                "orders-per-minute-of-a-source",
                scope,
                view.pace().ordersOfBusiestSince(symbol, now.minus(MINUTE)),
                limits.maxOrdersPerMinutePerSymbol(),
                "orders");
        market(symbol, scope);
        oneOrder(symbol, scope);
    }

    private void market(Symbol symbol, String scope) {
        Instant venueNow = QuoteFresh.venueNow(view, now);
        double age =
                view.market()
                        .quoteSeenAt(symbol)
                        .map(seen -> (double) Duration.between(seen, venueNow).toMillis())
                        .orElse(Double.NaN);
        limit(
                "quote-age",
                scope,
                Double.isNaN(age) ? age : Math.max(0, age),
                limits.maxQuoteAge().toMillis(),
                "ms");
        double spread =
                view.market()
                        .quote(symbol)
                        .filter(Quote::isSane)
                        .map(last -> 100.0 * last.spread().raw() / last.mid().raw())
                        .orElse(Double.NaN);
        limit("spread", scope, spread, QuoteSane.mostPercent(limits, symbol), "%");
    }

    private void oneOrder(Symbol symbol, String scope) {
        limit(
                "price-collar",
                scope,
                wishes.collarPercent(symbol),
                PriceCollar.mostPercent(limits, symbol, false),
                "%");
        limit(
                "volume-share",
                scope,
                VolumeShare.averageDaily(view, symbol.underlying(), now)
                        .map(average -> wishes.volumePercent(symbol, average))
                        .orElse(Double.NaN),
                limits.instruments().maxVolumePercent(),
                "%");
        repetition(symbol, scope);
    }

    /** What is left of the time in which a wish must not be repeated. */
    private void repetition(Symbol symbol, String scope) {
        Duration window = limits.duplicateWindow();
        if (window.isZero()) {
            return;
        }
        Instant since = now.minus(window);
        limit(
                "duplicate-window",
                scope,
                view.pace()
                        .latestOrder(symbol, since)
                        .map(latest -> (double) Duration.between(since, latest).toMillis())
                        .orElse(0.0),
                window.toMillis(),
                "ms");
    }

    private static Optional<Money> worst(SymbolExposures.Line line) {
        try {
            return Optional.of(line.worst());
        } catch (IllegalStateException | ArithmeticException unknown) {
            return Optional.empty();
        }
    }

    private double percent(Optional<Money> part) {
        return equity > 0 && part.isPresent() ? 100 * part.get().toDouble() / equity : Double.NaN;
    }
}
