package io.openbell.simulator;

import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.Faults;
import io.openbell.simulator.faults.Occasion;
import io.openbell.simulator.market.LimitBands;
import io.openbell.simulator.market.MarketSource;
import io.openbell.simulator.market.NewsItem;
import io.openbell.simulator.market.OptionMarket;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.Tick;
import io.openbell.simulator.market.TickSink;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.web.MarketStreams;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a tick goes: onto the tape, to the orders that wait, to the listeners. And what comes of it: bars, price bands, and
 * what faults make of trades.
 */
final class TradingFloor implements TickSink {

    private final Tape tape;
    private final MarketStreams streams;
    private final Faults faults;
    private final TradingHalts halts;
    private final LimitBands bands;
    private final WrongPrints prints;
    private @Nullable MarketSource source;
    private @Nullable Exchange exchange;
    private @Nullable OptionMarket options;

    TradingFloor(Tape tape, MarketStreams streams, Faults faults, Sessions sessions) {
        this.tape = tape;
        this.streams = streams;
        this.faults = faults;
        this.halts = new TradingHalts(tape, faults);
        this.bands = new LimitBands(tape, sessions);
        this.prints = new WrongPrints(faults, this::freeTradeId);
    }

    void derive(MarketSource from, OptionMarket market) {
        source = from;
        options = market;
    }

    void open(Exchange matching) {
        exchange = matching;
    }

    private long freeTradeId(String symbol) {
        if (source == null) {
            throw new IllegalStateException("a trade of " + symbol + " before there is a market");
        }
        return source.takeTradeId(tape.names().made(symbol));
    }

    @Override
    public void accept(Tick made) {
        Tick tick = tape.inPresentTerms(made);
        prints.due(tick.at()).forEach(this::announce);
        if (tick instanceof Tick.Trade trade) {
            // What is halted prints nothing; its quotes go on, as those of some venues do.
            if (!halts.isHalted(trade.symbol())) {
                accept(trade);
            }
        } else {
            tape.accept(tick).forEach(streams::publish);
            tell(tick, tick);
        }
        tape.corrected(tick.at()).forEach(streams::publishCorrected);
    }

    private void accept(Tick.Trade trade) {
        if (isLate(trade)) {
            // What is over moves no price, and triggers nothing.
            announce(endOfMinuteBefore(trade));
            return;
        }
        Tick.Trade printed = prints.print(trade);
        tape.accept(printed).forEach(streams::publish);
        // Orders go by what really happened.
        tell(trade, printed);
        bands.after(trade).ifPresent(streams::publish);
    }

    private void tell(Tick tick, Tick printed) {
        toOrders(tick);
        streams.publish(printed);
        if (options != null) {
            for (Tick derived : options.after(tick)) {
                toOrders(derived);
                streams.publish(derived);
            }
        }
    }

    private void toOrders(Tick tick) {
        if (exchange != null) {
            exchange.onTick(tick);
        }
    }

    private void announce(Tick tick) {
        tape.accept(tick);
        streams.publish(tick);
    }

    private boolean isLate(Tick.Trade trade) {
        return !faults.isQuiet()
                && tape.newestMinute(trade.symbol()).filter(minuteBefore(trade)::equals).isPresent()
                && faults.strike(FaultKind.LATE_TRADE, Occasion.stream("", trade.symbol()))
                        .isPresent();
    }

    private static Instant minuteBefore(Tick.Trade trade) {
        return trade.at().truncatedTo(ChronoUnit.MINUTES).minus(1, ChronoUnit.MINUTES);
    }

    private static Tick.Trade endOfMinuteBefore(Tick.Trade trade) {
        return new Tick.Trade(
                trade.symbol(),
                trade.id(),
                trade.price(),
                trade.size(),
                trade.taker(),
                trade.exchange(),
                trade.conditions(),
                trade.tape(),
                trade.at().truncatedTo(ChronoUnit.MINUTES).minusMillis(1));
    }

    /** Faults were armed or cleared, or time went by: tells what is halted by now, and what is no longer. */
    void look() {
        if (source != null) {
            look(source.now());
            streams.flush();
        }
    }

    private void look(Instant now) {
        for (Tick.Status status : halts.changes(now)) {
            announce(status);
            if (status.halted()) {
                bands.suspend(status.symbol());
            }
        }
    }

    @Override
    public void accept(NewsItem item) {
        tape.accept(item);
        streams.publish(item);
    }

    @Override
    public void flush() {
        if (source != null) {
            look(source.now());
            bands.at(source.now()).forEach(streams::publish);
        }
        streams.flush();
    }

    @Override
    public void end() {
        tape.closeMinute().forEach(streams::publish);
        streams.flush();
    }
}
