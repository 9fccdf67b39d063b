package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.TradingDay;
import io.openbell.simulator.trading.Books;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What the account was worth, window by window: {@code /v2/account/portfolio/history}. */
final class PortfolioHistoryApi implements Api {

    private static final int CENTS = 2;
    private static final int RATIO_DECIMALS = 6;

    private final Exchange exchange;

    PortfolioHistoryApi(Exchange exchange) {
        this.exchange = exchange;
    }

    /** A window: where it stands, and where the account's worth is looked up. */
    private record Window(long timestamp, LocalDate day, Instant begin, Instant end) {}

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        return request.is("GET", "/v2/account/portfolio/history")
                ? Optional.of(Reply.ok(history(request)))
                : Optional.empty();
    }

    private ObjectNode history(Request request) throws Refusal {
        HistoryRange range =
                HistoryRange.of(request, exchange.now(), exchange.schedule().sessions());
        String reset = request.parameter("pnl_reset").orElse("per_day");
        if (!List.of("per_day", "no_reset").contains(reset)) {
            throw Refusal.invalid("invalid pnl_reset: must be per_day or no_reset");
        }
        Books books = exchange.books();
        NavigableMap<Instant, BigDecimal> worth = new TreeMap<>(books.history().equity());
        worth.put(exchange.now(), exchange.valuation().equity());
        List<Window> windows = windows(range);
        windows.removeIf(window -> !window.end().isAfter(books.openedAt()));
        ObjectNode json = Json.MAPPER.createObjectNode();
        ArrayNode timestamps = json.putArray("timestamp");
        ArrayNode equities = json.putArray("equity");
        ArrayNode profits = json.putArray("profit_loss");
        ArrayNode ratios = json.putArray("profit_loss_pct");
        LocalDate first = windows.isEmpty() ? exchange.today() : windows.get(0).day();
        BigDecimal base = worthBefore(first, worth);
        for (Window window : windows) {
            boolean resets = range.isIntraday() && reset.equals("per_day");
            BigDecimal from = resets ? worthBefore(window.day(), worth) : base;
            BigDecimal equity = worth.lowerEntry(window.end()).getValue();
            timestamps.add(window.timestamp());
            equities.add(equity.setScale(CENTS, RoundingMode.HALF_EVEN));
            profits.add(equity.subtract(from).setScale(CENTS, RoundingMode.HALF_EVEN));
            ratios.add(ratio(equity.subtract(from), from));
        }
        json.put("base_value", base.setScale(CENTS, RoundingMode.HALF_EVEN));
        LocalDate opened = exchange.schedule().sessions().next(date(books.openedAt())).date();
        if (first.isAfter(opened)) {
            json.put(
                    "base_value_asof",
                    exchange.schedule().sessions().previous(first).date().toString());
        }
        json.put("timeframe", range.timeframe());
        putCashflow(json, request, windows);
        return json;
    }

    /** Deposits are all there is, and the one at the opening the only one. */
    private void putCashflow(ObjectNode json, Request request, List<Window> windows) {
        String types = request.parameter("cashflow_types").orElse("NONE");
        if (types.equals("NONE")) {
            return;
        }
        ObjectNode cashflow = json.putObject("cashflow");
        if (types.equals("ALL") || List.of(types.split(",", -1)).contains("JNLC")) {
            Instant opened = exchange.books().openedAt();
            ArrayNode amounts = cashflow.putArray("JNLC");
            for (Window window : windows) {
                boolean within = !opened.isBefore(window.begin()) && opened.isBefore(window.end());
                amounts.add(within ? exchange.books().startingCash() : BigDecimal.ZERO);
            }
        }
    }

    /** At the close of the day before; what the account was opened with if there is none. */
    private BigDecimal worthBefore(LocalDate day, NavigableMap<Instant, BigDecimal> worth) {
        Instant midnight = day.atStartOfDay(Sessions.NEW_YORK).toInstant();
        Map.Entry<Instant, BigDecimal> before = worth.lowerEntry(midnight);
        return before == null ? exchange.books().startingCash() : before.getValue();
    }

    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? BigDecimal.ZERO
                : part.divide(whole, RATIO_DECIMALS, RoundingMode.HALF_EVEN);
    }

    private List<Window> windows(HistoryRange range) {
        List<Window> windows = new ArrayList<>();
        Sessions sessions = exchange.schedule().sessions();
        // Whatever is asked for: there is nothing to tell of the centuries before.
        LocalDate first = CalendarApi.later(date(range.start()), date(exchange.books().openedAt()));
        for (TradingDay day : sessions.days(first, date(range.end()))) {
            if (!range.isIntraday()) {
                windows.add(wholeDay(day));
                continue;
            }
            Instant from = range.begin(day);
            Instant to = range.finish(day);
            for (Instant at = from; at.isBefore(to); at = at.plus(range.step())) {
                if (!at.isBefore(range.start()) && !at.isAfter(range.end())) {
                    windows.add(
                            new Window(at.getEpochSecond(), day.date(), at, at.plus(range.step())));
                }
            }
        }
        return windows;
    }

    private static Window wholeDay(TradingDay day) {
        LocalDate next = day.date().plusDays(1);
        return new Window(
                next.atStartOfDay(ZoneOffset.UTC).toEpochSecond(),
                day.date(),
                day.date().atStartOfDay(Sessions.NEW_YORK).toInstant(),
                next.atStartOfDay(Sessions.NEW_YORK).toInstant());
    }

    private static LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, Sessions.NEW_YORK);
    }
}
