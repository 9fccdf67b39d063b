package io.openbell.simulator.web;

import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.History;
import io.openbell.simulator.trading.Observer;
import io.openbell.simulator.trading.Refusal;
import io.openbell.simulator.trading.Replay;
import io.openbell.simulator.trading.TradeUpdate;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens, as server-sent events: first what the ledger says of the past, as far as it is asked for, then what
 * comes. Faults do not touch these streams: they are the way back for who missed something.
 */
final class EventsApi implements Api {

    private static final Logger LOG = LoggerFactory.getLogger(EventsApi.class);

    private static final int LINES_AT_ONCE = 500;

    private final Exchange exchange;
    private final List<Listener> trades = new ArrayList<>();
    private final List<Listener> activities = new ArrayList<>();
    private int activitiesSeen;

    EventsApi(Exchange exchange) {
        this.exchange = exchange;
        this.activitiesSeen = exchange.books().history().events().size();
        exchange.observe(
                new Observer() {
                    @Override
                    public void updated(TradeUpdate update) {
                        // One that reached its end leaves while we look.
                        List.copyOf(trades).forEach(listener -> tell(listener, update));
                    }

                    @Override
                    public void changed() {
                        tellActivities();
                    }
                });
    }

    /** Somebody who listens, and the id of the last event that was sent. */
    private static final class Listener {

        private final EventStream stream;
        private final EventWindow window;
        private String last = "";

        Listener(EventStream stream, EventWindow window) {
            this.stream = stream;
            this.window = window;
        }
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", "/v2/events/trades")) {
            EventWindow window = EventWindow.of(request);
            return Optional.of(Reply.stream(stream -> beginTrades(stream, window)));
        }
        if (request.is("GET", "/v2beta1/events/activities")) {
            EventWindow window = EventWindow.of(request);
            return Optional.of(Reply.stream(stream -> beginActivities(stream, window)));
        }
        return Optional.empty();
    }

    private void beginTrades(EventStream stream, EventWindow window) {
        Listener listener = new Listener(stream, window);
        List<TradeUpdate> recent = exchange.recent();
        if (window.wantsPast() && isBehind(window, recent)) {
            replay(listener);
            return;
        }
        if (window.wantsPast()) {
            recent.forEach(update -> tell(listener, update));
        }
        stay(listener, trades);
    }

    private void replay(Listener listener) {
        try {
            Replay replay = exchange.replay();
            listener.stream.whenClosed(() -> close(replay));
            replay(listener, replay);
        } catch (IOException unreadable) {
            giveUp(listener, unreadable);
        }
    }

    /** Part by part, as the listener reads it, and the exchange goes on in between. */
    private void replay(Listener listener, Replay replay) {
        try {
            boolean more = replay.tell(LINES_AT_ONCE, update -> tell(listener, update));
            if (!listener.stream.isOpen()) {
                close(replay);
            } else if (more) {
                listener.stream.whenThereIsRoom(() -> replay(listener, replay));
            } else {
                close(replay);
                stay(listener, trades);
            }
        } catch (IOException unreadable) {
            close(replay);
            giveUp(listener, unreadable);
        }
    }

    private static void giveUp(Listener listener, IOException unreadable) {
        LOG.error("events not replayed cause={}", unreadable.toString());
        listener.stream.end();
    }

    private static void close(Replay replay) {
        try {
            replay.close();
        } catch (IOException unclean) {
            LOG.debug("ledger not closed after a replay cause={}", unclean.toString());
        }
    }

    /** It may want older ones than these. */
    private static boolean isBehind(EventWindow window, List<TradeUpdate> recent) {
        return recent.isEmpty() || window.hasBegun(recent.get(0).eventId(), recent.get(0).at());
    }

    private void beginActivities(EventStream stream, EventWindow window) {
        Listener listener = new Listener(stream, window);
        if (window.wantsPast()) {
            replayActivities(listener, 0);
        } else {
            stay(listener, activities);
        }
    }

    private void replayActivities(Listener listener, int from) {
        List<History.Event> past = exchange.books().history().events();
        int to = Math.min(activitiesSeen, from + LINES_AT_ONCE);
        past.subList(from, to).forEach(event -> tell(listener, event));
        if (to == activitiesSeen) {
            stay(listener, activities);
        } else if (listener.stream.isOpen()) {
            listener.stream.whenThereIsRoom(() -> replayActivities(listener, to));
        }
    }

    private void stay(Listener listener, List<Listener> listeners) {
        if (listener.window.isOver(exchange.now())) {
            listener.stream.end();
        } else if (listener.window.until() != null) {
            listener.stream.endWhen(() -> listener.window.isOver(exchange.now()));
        }
        if (listener.stream.isOpen()) {
            listeners.add(listener);
            listener.stream.whenClosed(() -> listeners.remove(listener));
        }
    }

    private void tellActivities() {
        List<History.Event> events = exchange.books().history().events();
        while (activitiesSeen < events.size()) {
            History.Event event = events.get(activitiesSeen++);
            List.copyOf(activities).forEach(listener -> tell(listener, event));
        }
    }

    private void tell(Listener listener, TradeUpdate update) {
        if (isWanted(listener, update.eventId(), update.at())) {
            send(listener, update.eventId(), update.json().toString());
        }
    }

    private void tell(Listener listener, History.Event event) {
        if (isWanted(listener, event.eventId(), event.at())) {
            send(listener, event.eventId(), ActivityJson.event(event, exchange.books()).toString());
        }
    }

    private static void send(Listener listener, String id, String data) {
        listener.stream.send(id, data);
        if (id.equals(listener.window.untilId())) {
            listener.stream.end();
        }
    }

    private static boolean isWanted(Listener listener, String id, Instant at) {
        if (!listener.stream.isOpen() || id.compareTo(listener.last) <= 0) {
            return false;
        }
        if (listener.window.endsBefore(id, at)) {
            listener.stream.end();
            return false;
        }
        boolean wanted = listener.window.hasBegun(id, at);
        if (wanted) {
            listener.last = id;
        }
        return wanted;
    }
}
