package io.openbell.simulator.web;

import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import io.openbell.simulator.faults.Faults;
import io.openbell.simulator.faults.Occasion;
import io.openbell.simulator.market.Audience;
import io.openbell.simulator.market.BarFrame;
import io.openbell.simulator.market.BarHistory;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.MinuteBar;
import io.openbell.simulator.market.NewsItem;
import io.openbell.simulator.market.OrderBook;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All listeners of the market data streams. A tick is written once, whoever listens. */
public final class MarketStreams implements Audience {

    private final StreamSettings settings;
    private final Tape tape;
    private final Faults faults;
    private final InstantSource systemClock;
    private final Set<MarketSession> sessions = new LinkedHashSet<>();
    private final Map<Feed, Instant> takenByGhosts = new EnumMap<>(Feed.class);
    private Runnable onChange = () -> {};

    /** Nobody listens yet. */
    public MarketStreams(
            StreamSettings settings, Tape tape, Faults faults, InstantSource systemClock) {
        this.settings = settings;
        this.tape = tape;
        this.faults = faults;
        this.systemClock = systemClock;
    }

    /** Calls when listeners came, went, subscribed or caught up. */
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    StreamSettings settings() {
        return settings;
    }

    Faults faults() {
        return faults;
    }

    boolean closesAtOnce(Feed feed) {
        return faults.strike(FaultKind.CLOSED_AT_ONCE, Occasion.stream(feed.path(), ""))
                .isPresent();
    }

    /** A listener said who it is. False when its feed is taken. */
    boolean join(MarketSession session) {
        Instant now = systemClock.instant();
        takenByGhosts.values().removeIf(until -> !until.isAfter(now));
        boolean taken =
                settings.oneConnectionPerFeed()
                        && sessions.stream().anyMatch(other -> other.feed() == session.feed());
        if (taken || takenByGhosts.containsKey(session.feed())) {
            return false;
        }
        sessions.add(session);
        changed();
        return true;
    }

    /**
     * A listener is gone.
     *
     * @param orderly it said so, or was told to; otherwise its link dropped, and the feed may stay taken for a while
     */
    void leave(MarketSession session, boolean orderly) {
        if (!sessions.remove(session)) {
            return;
        }
        if (!orderly) {
            Occasion occasion = Occasion.stream(session.feed().path(), "");
            Duration haunted =
                    faults.strike(FaultKind.GHOST_SESSION, occasion)
                            .map(plan -> Duration.ofMillis(plan.millis()))
                            .orElse(settings.takenAfterDrop());
            if (haunted.toMillis() > 0) {
                takenByGhosts.put(session.feed(), systemClock.instant().plus(haunted));
            }
        }
        changed();
    }

    void changed() {
        // Options tick once somebody asked for their quotes.
        sessions.stream()
                .filter(session -> session.feed().kind() == Feed.Kind.OPTIONS)
                .flatMap(session -> session.subscription().symbols().stream())
                .forEach(tape::quote);
        onChange.run();
    }

    /** Listeners that said who they are. */
    int subscribers() {
        return sessions.size();
    }

    boolean isHeard(Feed feed) {
        return sessions.stream().anyMatch(session -> session.feed() == feed);
    }

    @Override
    public boolean hears(String made, boolean trades) {
        String symbol = tape.names().present(made);
        Channel channel = trades ? Channel.TRADES : Channel.QUOTES;
        return sessions.stream().anyMatch(session -> session.subscription().wants(channel, symbol));
    }

    @Override
    public boolean keepsUp() {
        return sessions.stream().allMatch(MarketSession::keepsUp);
    }

    /** A tick. */
    public void publish(Tick tick) {
        if (sessions.isEmpty()) {
            return;
        }
        publish(StreamJson.of(tick instanceof Tick.Quote quote ? disturbed(quote) : tick));
        if (tick instanceof Tick.Quote quote && isBookWanted(quote.symbol())) {
            tape.listing(quote.symbol())
                    .map(listing -> OrderBook.of(quote, listing.terms().priceIncrement()))
                    .ifPresent(book -> publish(StreamJson.book(quote.symbol(), book)));
        }
    }

    private boolean isBookWanted(String symbol) {
        return symbol.indexOf('/') > 0
                && sessions.stream()
                        .anyMatch(s -> s.subscription().wants(Channel.ORDERBOOKS, symbol));
    }

    private Tick.Quote disturbed(Tick.Quote quote) {
        if (faults.isQuiet()) {
            return quote;
        }
        Occasion occasion = Occasion.stream("", quote.symbol());
        if (faults.strike(FaultKind.CROSSED_QUOTE, occasion).isPresent()) {
            return withPrices(quote, quote.ask(), quote.bid());
        }
        Optional<FaultPlan> absurd = faults.strike(FaultKind.ABSURD_QUOTE, occasion);
        return absurd.isEmpty()
                ? quote
                : withPrices(
                        quote,
                        quote.bid().multiply(BigDecimal.TEN),
                        quote.ask().multiply(BigDecimal.TEN));
    }

    private static Tick.Quote withPrices(Tick.Quote quote, BigDecimal bid, BigDecimal ask) {
        return new Tick.Quote(
                quote.symbol(),
                bid,
                quote.bidSize(),
                ask,
                quote.askSize(),
                quote.exchange(),
                quote.conditions(),
                quote.tape(),
                quote.at());
    }

    /** An article. */
    public void publish(NewsItem item) {
        publish(StreamJson.news(item));
    }

    /** A complete minute. */
    public void publish(String symbol, MinuteBar bar) {
        Optional<Listing> listing = tape.listing(symbol);
        if (listing.isEmpty() || sessions.isEmpty()) {
            return;
        }
        Feed.Kind kind = StreamJson.kind(symbol, listing.get().tape());
        publish(StreamJson.bar(kind, Channel.BARS, symbol, bar));
        if (sessions.stream().anyMatch(s -> s.subscription().wants(Channel.DAILY_BARS, symbol))) {
            Instant end = bar.start().plus(Duration.ofMinutes(1));
            ZoneId zone = BarHistory.zone(listing.get());
            Instant start = BarFrame.DAY.startOf(bar.start(), zone);
            for (MinuteBar day : BarFrame.DAY.gather(tape.bars(symbol, start, end), zone)) {
                publish(StreamJson.bar(kind, Channel.DAILY_BARS, symbol, day));
            }
        }
    }

    /** A minute that a late trade has changed. */
    public void publishCorrected(String symbol, MinuteBar bar) {
        tape.listing(symbol)
                .map(listing -> StreamJson.kind(symbol, listing.tape()))
                .ifPresent(
                        kind -> publish(StreamJson.bar(kind, Channel.UPDATED_BARS, symbol, bar)));
    }

    void publish(StreamEvent event) {
        // A listener may leave while it is told: a fault cut its link.
        for (MarketSession session : List.copyOf(sessions)) {
            if (session.subscription().wants(event)) {
                session.tell(event);
            }
        }
    }

    /** Sends what was published. */
    public void flush() {
        // A listener that turns out to be too slow leaves while we look.
        List<MarketSession> present = new ArrayList<>(sessions);
        present.forEach(MarketSession::flush);
    }
}
