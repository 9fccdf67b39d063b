package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The prices a stock may trade between, by the Plan to Address Extraordinary Market Volatility ("Limit Up-Limit Down", as
 * amended up to 18): a percentage around a reference price, the mean price of the trades of five minutes, which is replaced
 * when the mean has moved by one percent, and at most every half minute. Told in regular hours only.
 *
 * <p>The first trade of regular hours, and the first after a halt, is the reference at first. The present bands are told again
 * each minute, so that who has begun to listen since knows them too. On the exchange's thread.
 */
public final class LimitBands {

    /** As the tapes write why bands are told. */
    private static final String OPENING = "A";

    private static final String INTRADAY = "B";
    private static final String RESTATED = "C";
    private static final String REOPENING = "E";

    private static final Duration AVERAGED = Duration.ofMinutes(5);
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration REPEATED = Duration.ofMinutes(1);
    private static final Duration DOUBLED_BEFORE_CLOSE = Duration.ofMinutes(25);
    private static final BigDecimal WORTH_REPLACING = new BigDecimal("0.01");
    private static final BigDecimal THREE_DOLLARS = new BigDecimal("3.00");
    private static final BigDecimal THREE_QUARTERS = new BigDecimal("0.75");
    private static final BigDecimal FIFTEEN_CENTS = new BigDecimal("0.15");
    private static final Set<String> TIER_ONE =
            Listing.SYNTHETIC.stream().map(Listing::symbol).collect(Collectors.toSet());

    private final Tape tape;
    private final Sessions sessions;
    private final Map<String, Stock> stocks = new HashMap<>();
    private @Nullable TradingDay day;

    /** No stock has traded yet. */
    public LimitBands(Tape tape, Sessions sessions) {
        this.tape = tape;
        this.sessions = sessions;
    }

    /** What is known of one stock today. */
    private static final class Stock {

        private final LocalDate date;
        private final BigDecimal lastClose;
        private final int actions;
        private final Deque<Tick.Trade> recent = new ArrayDeque<>();
        private BigDecimal sum = BigDecimal.ZERO;
        private @Nullable BigDecimal reference;
        private Instant since = Instant.MIN;
        private Instant told = Instant.MIN;
        private boolean doubled;
        private String next = OPENING;

        Stock(LocalDate date, BigDecimal lastClose, int actions) {
            this.date = date;
            this.lastClose = lastClose;
            this.actions = actions;
        }

        BigDecimal meanWith(Tick.Trade trade) {
            recent.addLast(trade);
            sum = sum.add(trade.price());
            Instant oldest = trade.at().minus(AVERAGED);
            while (recent.getFirst().at().isBefore(oldest)) {
                sum = sum.subtract(recent.removeFirst().price());
            }
            return sum.divide(BigDecimal.valueOf(recent.size()), 6, RoundingMode.HALF_EVEN);
        }
    }

    /** A trade that counts; the bands if they are others now. */
    public Optional<Tick.Band> after(Tick.Trade trade) {
        TradingDay today = regularDay(trade.at());
        if (today == null || trade.tape().isEmpty()) {
            return Optional.empty();
        }
        Stock stock = stocks.get(trade.symbol());
        int actions = tape.factors().count(trade.symbol());
        if (stock == null || !stock.date.equals(today.date()) || stock.actions != actions) {
            stock = new Stock(today.date(), lastClose(trade, today.date()), actions);
            stocks.put(trade.symbol(), stock);
        }
        BigDecimal mean = stock.meanWith(trade);
        BigDecimal present = stock.reference;
        boolean first = present == null;
        if (first || isReplaced(stock, present, mean, trade.at())) {
            stock.reference = first ? trade.price() : mean;
            stock.since = trade.at();
            String indicator = first ? stock.next : INTRADAY;
            return Optional.of(tell(trade.symbol(), stock, indicator, today, trade.at()));
        }
        return Optional.empty();
    }

    private static boolean isReplaced(
            Stock stock, @Nullable BigDecimal present, BigDecimal mean, Instant at) {
        return present != null
                && !at.isBefore(stock.since.plus(SHORTEST))
                && mean.subtract(present).abs().compareTo(present.multiply(WORTH_REPLACING)) >= 0;
    }

    /** The bands that time alone has changed, or that are due to be told again. */
    public List<Tick.Band> at(Instant now) {
        List<Tick.Band> due = new ArrayList<>();
        TradingDay today = stocks.isEmpty() ? null : regularDay(now);
        if (today == null) {
            return due;
        }
        stocks.forEach(
                (symbol, stock) -> {
                    if (stock.reference == null
                            || !stock.date.equals(today.date())
                            || tape.listing(symbol).isEmpty()
                            || stock.actions != tape.factors().count(symbol)) {
                        return;
                    }
                    if (stock.doubled != isDoubled(stock, symbol, today, now)) {
                        due.add(tell(symbol, stock, INTRADAY, today, now));
                    } else if (!now.isBefore(stock.told.plus(REPEATED))) {
                        due.add(tell(symbol, stock, RESTATED, today, now));
                    }
                });
        return due;
    }

    /** A halt began: none hold until it trades again. */
    public void suspend(String symbol) {
        Stock stock = stocks.get(symbol);
        if (stock != null) {
            stock.reference = null;
            stock.recent.clear();
            stock.sum = BigDecimal.ZERO;
            stock.next = REOPENING;
        }
    }

    private Tick.Band tell(
            String symbol, Stock stock, String indicator, TradingDay today, Instant at) {
        stock.told = at;
        stock.doubled = isDoubled(stock, symbol, today, at);
        BigDecimal reference = stock.reference == null ? stock.lastClose : stock.reference;
        BigDecimal width = width(tape.names().made(symbol), stock.lastClose, reference);
        BigDecimal way = stock.doubled ? width.add(width) : width;
        return new Tick.Band(
                symbol,
                cents(reference.add(way)),
                cents(reference.subtract(way)),
                indicator,
                tape.listing(symbol).map(Listing::tape).orElse(""),
                at);
    }

    /** By the close of the day before, and which stock it is; of the reference price. */
    private static BigDecimal width(String symbol, BigDecimal lastClose, BigDecimal reference) {
        if (lastClose.compareTo(THREE_QUARTERS) < 0) {
            return FIFTEEN_CENTS.min(reference.multiply(THREE_QUARTERS));
        }
        String percent =
                lastClose.compareTo(THREE_DOLLARS) <= 0
                        ? "0.20"
                        : TIER_ONE.contains(symbol) ? "0.05" : "0.10";
        return reference.multiply(new BigDecimal(percent));
    }

    /** In the last 25 minutes, but for the less liquid stocks above three dollars. */
    private boolean isDoubled(Stock stock, String symbol, TradingDay today, Instant at) {
        return !at.isBefore(today.close().minus(DOUBLED_BEFORE_CLOSE))
                && (TIER_ONE.contains(tape.names().made(symbol))
                        || stock.lastClose.compareTo(THREE_DOLLARS) <= 0);
    }

    private static BigDecimal cents(BigDecimal price) {
        return price.max(BigDecimal.ZERO).setScale(2, RoundingMode.HALF_UP);
    }

    private BigDecimal lastClose(Tick.Trade trade, LocalDate date) {
        return tape.lastDayClose(trade.symbol(), date).orElse(trade.price());
    }

    private @Nullable TradingDay regularDay(Instant at) {
        TradingDay known = day;
        if (known == null || at.isBefore(known.preOpen()) || !at.isBefore(known.postClose())) {
            known = sessions.day(LocalDate.ofInstant(at, Sessions.NEW_YORK)).orElse(null);
            day = known;
        }
        return known != null && known.phase(at) == Sessions.Phase.REGULAR ? known : null;
    }
}
