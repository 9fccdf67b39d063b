package io.openbell.simulator.trading;

import io.openbell.simulator.market.OptionContract;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.TradingDay;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;

/** Exercise, assignment and expiry of options. */
final class OptionDesk {

    private static final BigDecimal SHARES = new BigDecimal(100);
    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final LocalTime CLOSE = LocalTime.of(16, 0);
    private static final int SHORT_POSITION = 40310001;

    private final Books books;
    private final Clerk clerk;
    private final Tape tape;
    private final BuyingPower power;
    private final Schedule schedule;

    OptionDesk(Books books, Clerk clerk, Tape tape, BuyingPower power, Schedule schedule) {
        this.books = books;
        this.clerk = clerk;
        this.tape = tape;
        this.power = power;
        this.schedule = schedule;
    }

    /** Turns all available contracts of a long position into shares, or shares into cash. */
    void exercise(String symbolOrId) throws Refusal, IOException {
        Holding holding = position(symbolOrId, "cannot exercise short position");
        if (books.isNotToBeExercised(holding.symbol())) {
            throw Refusal.forbidden("cannot exercise position marked as do-not-exercise", Map.of());
        }
        if (!schedule.neverCloses() && isAfterClose(clerk.now())) {
            throw Refusal.forbidden(
                    "exercise requests are not accepted after market close until midnight",
                    Map.of());
        }
        OptionContract contract = Options.contract(holding.symbol());
        BigDecimal price = tape.mark(contract.underlying()).orElse(BigDecimal.ZERO);
        if (contract.intrinsic(price).signum() == 0) {
            throw Refusal.forbidden(
                    "you are attempting to exercise an out of the money option contract, please"
                            + " contact support@alpaca.markets to complete this request",
                    Map.of());
        }
        BigDecimal contracts = holding.quantity().subtract(power.heldForOrders(holding));
        if (contracts.signum() <= 0) {
            throw Refusal.forbidden("no qty available to exercise", Map.of());
        }
        requireMeans(contract, contracts);
        settle("OPEXC", holding.symbol(), contracts.negate(), shares(contract, contracts));
    }

    private void requireMeans(OptionContract contract, BigDecimal contracts) throws Refusal {
        BigDecimal wanted = contracts.multiply(SHARES);
        if (contract.call()) {
            BigDecimal required = wanted.multiply(contract.strike());
            if (required.compareTo(power.marginable()) > 0) {
                throw Refusal.forbidden(
                        "insufficient regt buying power (required: "
                                + Decimals.text(required)
                                + ", available: "
                                + Decimals.text(power.marginable())
                                + ")",
                        Map.of());
            }
            return;
        }
        Holding shares = books.holding(contract.underlying());
        BigDecimal available =
                shares.quantity().subtract(power.heldForOrders(shares)).max(BigDecimal.ZERO);
        if (wanted.compareTo(available) > 0) {
            throw Refusal.forbidden(
                    "insufficient underlying qty available for deliverable: "
                            + contract.underlying()
                            + " (requested: "
                            + Decimals.text(wanted)
                            + ", available: "
                            + Decimals.text(available)
                            + ")",
                    Map.of());
        }
    }

    /** A long position shall expire whatever it is worth. */
    void doNotExercise(String symbolOrId) throws Refusal, IOException {
        Holding holding = position(symbolOrId, "cannot submit DNE for short position");
        clerk.write(new LedgerEntry.DoNotExercise(holding.symbol(), clerk.now()));
    }

    private Holding position(String symbolOrId, String whenShort) throws Refusal {
        String symbol = Instrument.canonical(symbolOrId, tape);
        if (!Instrument.of(symbol).isOption()) {
            throw Refusal.unprocessable("invalid symbol");
        }
        Holding holding = books.holding(symbol);
        if (holding.quantity().signum() == 0) {
            throw Refusal.forbidden("no available position for the specified contract", Map.of());
        }
        if (holding.quantity().signum() < 0) {
            throw new Refusal(403, SHORT_POSITION, whenShort, Map.of());
        }
        return holding;
    }

    /** Contracts that expired: in the money they are exercised or assigned, the others are no more. */
    void settle(Instant now) throws IOException {
        for (Holding holding : books.holdings()) {
            if (holding.instrument().isOption() && isExpired(holding.symbol(), now)) {
                settle(holding);
            }
        }
    }

    /** It is an order for a contract that is no more. */
    boolean isDead(VenueOrder order, Instant now) {
        return order.ticket().isMultiLeg()
                ? order.legs().stream().anyMatch(leg -> isDead(leg, now))
                : order.ticket().instrument().isOption() && isExpired(order.ticket().symbol(), now);
    }

    private boolean isExpired(String symbol, Instant now) {
        Instant end =
                Options.contract(symbol)
                        .expiration()
                        .atTime(CLOSE)
                        .atZone(Sessions.NEW_YORK)
                        .toInstant();
        return !now.isBefore(end);
    }

    private void settle(Holding holding) throws IOException {
        OptionContract contract = Options.contract(holding.symbol());
        BigDecimal price = tape.mark(contract.underlying()).orElse(contract.strike());
        boolean worth = contract.intrinsic(price).compareTo(CENT) >= 0;
        boolean isShort = holding.quantity().signum() < 0;
        BigDecimal change = holding.quantity().negate();
        if (!worth || (!isShort && books.isNotToBeExercised(holding.symbol()))) {
            settle("OPEXP", holding.symbol(), change, BigDecimal.ZERO);
            return;
        }
        settle(
                isShort ? "OPASN" : "OPEXC",
                holding.symbol(),
                change,
                shares(contract, holding.quantity()));
    }

    /** Shares that come for contracts, negative when they go. */
    private static BigDecimal shares(OptionContract contract, BigDecimal contracts) {
        BigDecimal shares = contracts.multiply(SHARES);
        return contract.call() ? shares : shares.negate();
    }

    private void settle(String activity, String symbol, BigDecimal contracts, BigDecimal shares)
            throws IOException {
        clerk.write(
                new LedgerEntry.OptionSettled(
                        activity,
                        clerk.uuid("settlement", books.entries()),
                        symbol,
                        contracts,
                        shares,
                        Options.contract(symbol).strike(),
                        clerk.now()));
    }

    private boolean isAfterClose(Instant now) {
        return schedule.sessions()
                .day(schedule.date(now))
                .map(TradingDay::close)
                .map(close -> !now.isBefore(close))
                .orElse(true);
    }
}
