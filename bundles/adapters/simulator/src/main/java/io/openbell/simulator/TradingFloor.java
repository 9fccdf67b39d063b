package io.openbell.simulator;

import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.Faults;
import io.openbell.simulator.faults.Occasion;
import io.openbell.simulator.market.NewsItem;
import io.openbell.simulator.market.OptionMarket;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.Tick;
import io.openbell.simulator.market.TickSink;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.web.MarketStreams;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Where a tick goes: onto the tape, to the orders that wait, to the listeners. */
final class TradingFloor implements TickSink {

    private final Tape tape;
    private final MarketStreams streams;
    private final Faults faults;
    private @Nullable Exchange exchange;
    private @Nullable OptionMarket options;

    TradingFloor(Tape tape, MarketStreams streams, Faults faults) {
        this.tape = tape;
        this.streams = streams;
        this.faults = faults;
    }

    void derive(OptionMarket market) {
        options = market;
    }

    void open(Exchange matching) {
        exchange = matching;
    }

    @Override
    public void accept(Tick tick) {
        if (tick instanceof Tick.Trade trade && isLate(trade)) {
            // What is over moves no price, and triggers nothing.
            Tick.Trade late = endOfMinuteBefore(trade);
            tape.accept(late);
            streams.publish(late);
        } else {
            tape.accept(tick).forEach(streams::publish);
            tell(tick);
            if (options != null) {
                options.after(tick).forEach(this::tell);
            }
        }
        tape.corrected(tick.at()).forEach(streams::publishCorrected);
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

    private void tell(Tick tick) {
        if (exchange != null) {
            exchange.onTick(tick);
        }
        streams.publish(tick);
    }

    @Override
    public void accept(NewsItem item) {
        tape.accept(item);
        streams.publish(item);
    }

    @Override
    public void flush() {
        streams.flush();
    }

    @Override
    public void end() {
        tape.closeMinute().forEach(streams::publish);
        streams.flush();
    }
}
