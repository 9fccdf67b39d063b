package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options on the stocks of a tape, derived from it when somebody asks: contracts, quotes, trades, bars. Only contracts
 * that were asked for by name tick with their underlying from then on. On the exchange's thread only.
 */
public final class OptionMarket {

    private static final String VENUE = "C";
    private static final long MILLIS_BETWEEN_QUOTES = 200;

    private final Tape tape;
    private final InstantSource clock;
    private final OptionParameters parameters;
    private final OptionPricer pricer;
    private final Map<String, Map<String, OptionContract>> followed = new LinkedHashMap<>();
    private final Map<String, Close> closes = new HashMap<>();
    private final Map<String, Instant> quoted = new LinkedHashMap<>();

    /** Options on all stocks of the tape that have any. */
    public OptionMarket(Tape tape, InstantSource clock, OptionParameters parameters) {
        this.tape = tape;
        this.clock = clock;
        this.parameters = parameters;
        this.pricer = new OptionPricer(parameters);
    }

    private boolean hasOptions(String underlying) {
        return parameters.enabled()
                && tape.listing(underlying).filter(l -> l.terms().optionsEnabled()).isPresent();
    }

    /** What is listed today on a stock, by expiration, strike, calls first. */
    public List<OptionContract> chain(String underlying) {
        if (!hasOptions(underlying)) {
            return List.of();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), Sessions.NEW_YORK);
        Optional<BigDecimal> reference = lastDayClose(underlying, today);
        if (reference.isEmpty()) {
            return List.of();
        }
        BigDecimal step = step(reference.get());
        BigDecimal middle = reference.get().divide(step, 0, RoundingMode.HALF_EVEN).multiply(step);
        List<OptionContract> chain = new ArrayList<>();
        for (LocalDate expiration : OptionCalendar.expirations(today)) {
            for (int i = -parameters.strikesPerSide(); i <= parameters.strikesPerSide(); i++) {
                BigDecimal strike = middle.add(step.multiply(BigDecimal.valueOf(i)));
                if (strike.signum() > 0) {
                    chain.add(new OptionContract(underlying, expiration, true, strike));
                    chain.add(new OptionContract(underlying, expiration, false, strike));
                }
            }
        }
        return chain;
    }

    private static BigDecimal step(BigDecimal price) {
        double dollars = price.doubleValue();
        return new BigDecimal(
                dollars < 25 ? "0.5" : dollars < 100 ? "1" : dollars < 250 ? "2.5" : "5");
    }

    /**
     * A contract by its symbol: of today's chain, or one on the grid that a chain has or had, expired ones included, so
     * that positions keep their names. Empty when there never was such a contract.
     */
    public Optional<Listing> listing(String symbol) {
        return OptionContract.parse(symbol)
                .filter(contract -> hasOptions(contract.underlying()))
                .filter(contract -> OptionCalendar.isExpiration(contract.expiration()))
                .filter(OptionMarket::isOnGrid)
                .map(Listing::option);
    }

    private static boolean isOnGrid(OptionContract contract) {
        return contract.strike().signum() > 0
                && contract.strike().remainder(new BigDecimal("0.5")).signum() == 0;
    }

    /** After the close of the expiration day. */
    public boolean isExpired(OptionContract contract) {
        return !clock.instant().isBefore(end(contract));
    }

    /** The close of the expiration day. */
    public Instant end(OptionContract contract) {
        return OptionCalendar.end(contract.expiration());
    }

    /** The present quote; from now on the contract ticks with its underlying. */
    Optional<Tick.Quote> quote(String symbol) {
        Optional<OptionContract> contract = listing(symbol).flatMap(Listing::contract);
        contract.filter(c -> !isExpired(c)).ifPresent(this::follow);
        return contract.flatMap(this::peek);
    }

    private void follow(OptionContract contract) {
        followed.computeIfAbsent(contract.underlying(), underlying -> new LinkedHashMap<>())
                .put(contract.symbol(), contract);
    }

    /** The present quote; empty when the contract expired or its underlying has none. */
    public Optional<Tick.Quote> peek(OptionContract contract) {
        return isExpired(contract)
                ? Optional.empty()
                : tape.quote(contract.underlying()).map(quote -> quote(contract, quote));
    }

    private Tick.Quote quote(OptionContract contract, Tick.Quote underlying) {
        OptionValue value =
                pricer.value(contract, Tape.middle(underlying).doubleValue(), underlying.at());
        return new Tick.Quote(
                contract.symbol(),
                pricer.bid(value),
                contracts(contract, underlying.at(), 1),
                pricer.ask(value),
                contracts(contract, underlying.at(), 2),
                VENUE,
                List.of(" "),
                "",
                underlying.at());
    }

    private static BigDecimal contracts(OptionContract contract, Instant at, int salt) {
        long mixed = mix(contract.symbol().hashCode() * 31L + at.getEpochSecond() * 7 + salt);
        return BigDecimal.valueOf(1 + Math.floorMod(mixed, 200));
    }

    private static long mix(long value) {
        long mixed = value * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        return mixed ^ mixed >>> 27;
    }

    /** What the contract is worth now; empty without a quote of the underlying, or after its end. */
    public Optional<OptionValue> value(OptionContract contract) {
        return isExpired(contract)
                ? Optional.empty()
                : tape.quote(contract.underlying())
                        .map(q -> pricer.value(contract, Tape.middle(q).doubleValue(), q.at()));
    }

    /** Contracts open at the end of yesterday; made up, the same all day. */
    public long openInterest(OptionContract contract) {
        return Math.floorMod(mix(contract.symbol().hashCode()), 5_000);
    }

    /** The value at the end of the trading day before that one. */
    public Optional<BigDecimal> lastDayClose(OptionContract contract, LocalDate day) {
        Instant at = day.atStartOfDay(Sessions.NEW_YORK).toInstant();
        return lastDayClose(contract.underlying(), day)
                .map(close -> OptionPricer.price(pricer.value(contract, close.doubleValue(), at)));
    }

    /** Looked up once a day: whole chains ask for it. */
    private Optional<BigDecimal> lastDayClose(String underlying, LocalDate day) {
        Close known = closes.get(underlying);
        if (known != null && known.day().equals(day)) {
            return Optional.of(known.price());
        }
        Optional<BigDecimal> close = tape.lastDayClose(underlying, day);
        close.ifPresent(price -> closes.put(underlying, new Close(day, price)));
        return close;
    }

    private record Close(LocalDate day, BigDecimal price) {}

    /** What followed contracts do when their underlying did that. */
    public List<Tick> after(Tick underlying) {
        Map<String, OptionContract> contracts = followed.get(underlying.symbol());
        if (contracts == null) {
            return List.of();
        }
        contracts.values().removeIf(this::isExpired);
        List<Tick> ticks = new ArrayList<>();
        if (underlying instanceof Tick.Quote quote && isDue(quote)) {
            contracts.values().forEach(contract -> ticks.add(quote(contract, quote)));
        } else if (underlying instanceof Tick.Trade trade) {
            contracts.values().forEach(c -> trade(c, trade).ifPresent(ticks::add));
        }
        return ticks;
    }

    private boolean isDue(Tick.Quote quote) {
        Instant last = quoted.get(quote.symbol());
        boolean due = last == null || !quote.at().isBefore(last.plusMillis(MILLIS_BETWEEN_QUOTES));
        if (due) {
            quoted.put(quote.symbol(), quote.at());
        }
        return due;
    }

    /** The print of the contract that went with one of the underlying, if there was any. */
    private Optional<Tick.Trade> trade(OptionContract contract, Tick.Trade underlying) {
        long mixed = mix(contract.symbol().hashCode() * 31L + underlying.id());
        if (Math.floorMod(mixed, 40) != 0) {
            return Optional.empty();
        }
        OptionValue value =
                pricer.value(contract, underlying.price().doubleValue(), underlying.at());
        return Optional.of(
                new Tick.Trade(
                        contract.symbol(),
                        underlying.id(),
                        OptionPricer.price(value),
                        BigDecimal.valueOf(1 + Math.floorMod(mixed >>> 8, 20)),
                        Tick.Taker.UNKNOWN,
                        VENUE,
                        List.of("I"),
                        "",
                        underlying.at()));
    }

    /** Its prints among those of the underlying that are kept, oldest first. */
    public List<Tick.Trade> trades(OptionContract contract) {
        return tape.trades(contract.underlying()).stream()
                .filter(trade -> trade.at().isBefore(end(contract)))
                .map(trade -> trade(contract, trade))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Its newest print among those. */
    public Optional<Tick.Trade> lastTrade(OptionContract contract) {
        List<Tick.Trade> trades = tape.trades(contract.underlying());
        for (int i = trades.size() - 1; i >= 0; i--) {
            Optional<Tick.Trade> print =
                    trades.get(i).at().isBefore(end(contract))
                            ? trade(contract, trades.get(i))
                            : Optional.empty();
            if (print.isPresent()) {
                return print;
            }
        }
        return Optional.empty();
    }

    /** A minute of the contract made of one of the underlying; empty when it did not trade then: it does one minute in twelve. */
    public Optional<MinuteBar> bar(OptionContract contract, MinuteBar underlying) {
        long mixed = mixed(contract, underlying);
        long trades = Math.floorMod(mixed, 12) == 0 ? 1 + Math.floorMod(mixed >>> 24, 36) : 0;
        return bar(
                contract, underlying, Math.min(underlying.trades(), trades), Duration.ofMinutes(1));
    }

    /** A day of the contract made of one of the underlying whose minutes are not kept. */
    public Optional<MinuteBar> day(OptionContract contract, MinuteBar underlying) {
        long trades = 20 + Math.floorMod(mixed(contract, underlying), 400);
        return bar(contract, underlying, trades, Duration.ofHours(16));
    }

    private static long mixed(OptionContract contract, MinuteBar bar) {
        return mix(contract.symbol().hashCode() * 31L + bar.start().getEpochSecond());
    }

    private Optional<MinuteBar> bar(
            OptionContract contract, MinuteBar underlying, long trades, Duration length) {
        if (trades == 0 || !underlying.start().isBefore(end(contract))) {
            return Optional.empty();
        }
        Instant end = underlying.start().plus(length);
        BigDecimal open = price(contract, underlying.open(), underlying.start());
        BigDecimal close = price(contract, underlying.close(), end);
        BigDecimal one = price(contract, underlying.high(), end);
        BigDecimal other = price(contract, underlying.low(), end);
        BigDecimal high = one.max(other).max(open).max(close);
        BigDecimal low = one.min(other).min(open).min(close);
        long perTrade = 1 + Math.floorMod(mixed(contract, underlying) >>> 8, 10);
        BigDecimal volume = BigDecimal.valueOf(trades * perTrade);
        BigDecimal average = open.add(close).divide(BigDecimal.valueOf(2));
        return Optional.of(
                new MinuteBar(
                        underlying.start(),
                        open,
                        high,
                        low,
                        close,
                        volume,
                        average.multiply(volume),
                        trades));
    }

    private BigDecimal price(OptionContract contract, BigDecimal spot, Instant at) {
        return OptionPricer.price(pricer.value(contract, spot.doubleValue(), at));
    }
}
