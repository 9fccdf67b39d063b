package io.openbell.kernel.breaker;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.EquityMark;
import io.openbell.api.risk.EquityMark.Level;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.value.Money;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import io.openbell.api.view.RiskBoard;
import io.openbell.kernel.position.MarkRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Losses of the trading day, by the venue's statements and by our own ledger; the worse of the two counts. At the first
 * figure entries are off for the rest of the day, at the second trading is halted; after an operator resumed, it halts
 * again once the loss has grown by as much as lies between the two. Profits of the day that differ in two statements in a
 * row halt as well: one of the two does not know what we did.
 *
 * <p>Our ledger counts while every open position has had a quote that the ledger takes since this process started.
 */
final class EquityBreaker implements Breaker {

    private static final String LOSS = "daily-loss";
    private static final String DRAWDOWN = "drawdown";
    private static final String DISAGREEMENT = "equity-disagreement";

    private final BreakerLimits limits;
    private final PositionBook book;
    private final TradingDay days = new TradingDay();
    private final Set<Symbol> priced = new HashSet<>();
    private @Nullable EquityMark mark;
    private @Nullable EquityMark journaled;
    private @Nullable BrokerAccount account;

    /** Marks of ours that the journal has not handed back. */
    private int awaited;

    private boolean resumed;
    private boolean differed;
    private double loss = Double.NaN;
    private double drawdown = Double.NaN;
    private double disagreement = Double.NaN;

    EquityBreaker(BreakerLimits limits, PositionBook book) {
        this.limits = limits;
        this.book = book;
    }

    @Override
    public String name() {
        return LOSS;
    }

    @Override
    public void onEvent(Instant now, TradingEvent event, Consumer<TradingEvent> out) {
        if (event instanceof Quote quote) {
            if (MarkRule.isMark(quote)) {
                priced.add(quote.symbol());
            }
        } else if (event instanceof SessionsStated hours) {
            days.onHours(hours);
        } else if (event instanceof EquityMark known) {
            onMark(known, out);
        } else if (event instanceof ResumeTrading) {
            resumed = true;
        } else if (event instanceof BrokerAccount stated) {
            account = stated;
            measure(now, stated, out);
            compare(now, stated, out);
        } else if (event instanceof TimerTick && account != null) {
            measure(now, account, out);
        }
    }

    /** From the journal: our own of a moment ago, or what an earlier process knew. */
    private void onMark(EquityMark known, Consumer<TradingEvent> out) {
        if (awaited > 0) {
            awaited--;
            return;
        }
        EquityMark present = mark;
        mark = known;
        journaled = known;
        resumed = false;
        suspend(
                LOSS,
                present == null ? "" : present.lossReached(),
                known.lossReached(),
                known,
                out);
        suspend(
                DRAWDOWN,
                present == null ? "" : present.drawdownReached(),
                known.drawdownReached(),
                known,
                out);
    }

    private static void suspend(
            String source,
            String before,
            String reached,
            EquityMark known,
            Consumer<TradingEvent> out) {
        if (reached.isEmpty() != before.isEmpty()) {
            out.accept(
                    reached.isEmpty()
                            ? new EntriesResumed(source, known.at())
                            : new EntriesSuspended(source, reached, known.at(), Optional.empty()));
        }
    }

    private void measure(Instant now, BrokerAccount stated, Consumer<TradingEvent> out) {
        Money broker = stated.equity();
        EquityMark present = mark;
        LocalDate day = days.of(now);
        boolean begins =
                present == null
                        ? broker.isPositive()
                        : day != null
                                && day.isAfter(present.day())
                                && day.equals(days.of(stated.at()));
        if (begins) {
            LocalDate today = day == null ? TradingDay.date(now) : day;
            replace(EquityMarks.begin(today, broker, own(), limits, now), out);
            differed = false;
        }
        present = mark;
        if (present == null) {
            return;
        }
        Optional<Money> own = own();
        EquityMark grown = EquityMarks.grown(present, broker, own, now);
        mark = grown;
        loss = percent(grown.broker().start().minus(broker), grown.broker().start());
        drawdown = percent(grown.broker().peak().minus(broker), grown.broker().peak());
        if (own.isPresent() && grown.own().isPresent()) {
            Level level = grown.own().get();
            loss = Math.max(loss, percent(level.start().minus(own.get()), level.start()));
            drawdown = Math.max(drawdown, percent(level.peak().minus(own.get()), level.peak()));
        }
        judge(grown, now, out);
    }

    /** Equity by our ledger, if every open position has a price. */
    private Optional<Money> own() {
        for (Position position : book.positions()) {
            if (!position.quantity().isZero() && !priced.contains(position.symbol())) {
                return Optional.empty();
            }
        }
        Money equity = book.equity();
        return equity.isPositive() ? Optional.of(equity) : Optional.empty();
    }

    private void judge(EquityMark present, Instant now, Consumer<TradingEvent> out) {
        EquityMark next = resumed ? rearmed(present) : present;
        resumed = false;
        String lossText = reached(loss, limits.dailyLossReducePercent(), next.lossReached());
        String fallText = reached(drawdown, limits.drawdownReducePercent(), next.drawdownReached());
        next = EquityMarks.reached(next, lossText, fallText);
        EquityMark known = journaled;
        if (known == null || EquityMarks.isWorthWriting(known, next)) {
            replace(next, out);
        } else {
            mark = next;
        }
        halt(LOSS, loss, next.lossHalt(), now, out);
        halt(DRAWDOWN, drawdown, next.drawdownHalt(), now, out);
    }

    private static String reached(double percent, double limit, String before) {
        return before.isEmpty() && percent >= limit
                ? String.format(
                        Locale.ROOT,
                        "percent=%.2f max=%s, reductions only until the next trading day",
                        percent,
                        limit)
                : before;
    }

    private static void halt(
            String source, double percent, double limit, Instant now, Consumer<TradingEvent> out) {
        if (percent >= limit) {
            out.accept(
                    new HaltTrading(
                            source,
                            String.format(Locale.ROOT, "percent=%.2f max=%s", percent, limit),
                            now));
        }
    }

    private EquityMark rearmed(EquityMark present) {
        double lossStep = limits.dailyLossHaltPercent() - limits.dailyLossReducePercent();
        double fallStep = limits.drawdownHaltPercent() - limits.drawdownReducePercent();
        return EquityMarks.rearmed(
                present,
                difference(present).orElse(Money.ZERO).plus(present.explained()),
                Math.max(limits.dailyLossHaltPercent(), loss + lossStep),
                Math.max(limits.drawdownHaltPercent(), drawdown + fallStep));
    }

    private void replace(EquityMark next, Consumer<TradingEvent> out) {
        EquityMark before = mark;
        mark = next;
        journaled = next;
        awaited++;
        out.accept(next);
        suspend(LOSS, before == null ? "" : before.lossReached(), next.lossReached(), next, out);
        suspend(
                DRAWDOWN,
                before == null ? "" : before.drawdownReached(),
                next.drawdownReached(),
                next,
                out);
    }

    private void compare(Instant now, BrokerAccount stated, Consumer<TradingEvent> out) {
        EquityMark present = mark;
        Optional<Money> difference = present == null ? Optional.empty() : difference(present);
        if (present == null || difference.isEmpty()) {
            disagreement = Double.NaN;
            return;
        }
        disagreement = percent(difference.get().abs(), present.broker().start());
        boolean differs = disagreement > limits.disagreementPercent();
        if (differs && differed) {
            out.accept(
                    new HaltTrading(
                            DISAGREEMENT,
                            String.format(
                                    Locale.ROOT,
                                    "percent=%.2f max=%s venue=%s ledger=%s",
                                    disagreement,
                                    limits.disagreementPercent(),
                                    stated.equity(),
                                    book.equity()),
                            now));
        }
        differed = differs;
    }

    /** The venue's profit of the day minus ours, less what was explained. */
    private Optional<Money> difference(EquityMark present) {
        BrokerAccount stated = account;
        if (stated == null || present.own().isEmpty()) {
            return Optional.empty();
        }
        Money venue = stated.equity().minus(present.broker().start());
        Money start = present.own().get().start();
        return own().map(own -> venue.minus(own.minus(start)).minus(present.explained()));
    }

    private static double percent(Money part, Money whole) {
        if (!whole.isPositive()) {
            throw new ArithmeticException("equity to measure against is not positive: " + whole);
        }
        return Math.max(0, 100.0 * part.raw() / whole.raw());
    }

    @Override
    public List<RiskBoard.Line> lines(Instant now) {
        EquityMark present = mark;
        String lossDetail = present == null ? "" : present.lossReached();
        String fallDetail = present == null ? "" : present.drawdownReached();
        List<RiskBoard.Line> lines = new ArrayList<>();
        lines.add(line(LOSS, loss, limits.dailyLossReducePercent(), lossDetail));
        lines.add(line(DRAWDOWN, drawdown, limits.drawdownReducePercent(), fallDetail));
        lines.add(
                Lines.of(
                        DISAGREEMENT,
                        "",
                        disagreement,
                        limits.disagreementPercent(),
                        "%",
                        differed && disagreement > limits.disagreementPercent(),
                        present == null || present.own().isPresent()
                                ? ""
                                : "our ledger waits for a price of every position"));
        return lines;
    }

    private static RiskBoard.Line line(String name, double use, double limit, String reached) {
        return Lines.of(name, "", use, limit, "%", !reached.isEmpty(), reached);
    }
}
