package io.openbell.alpacaclient.rest;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.concurrent.ScheduledFuture;
import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.alpacaclient.connection.Dialer;
import io.openbell.alpacaclient.rest.RestRequest.Lane;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one host, its request budget, and the calls that wait for either: cancels first, then orders, then
 * questions about the account, then about the market. REST thread only.
 */
public final class RestPool {

    private static final long ORDER_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final EventLoop loop;
    private final Dialer dialer;
    private final URI origin;
    private final ClientSettings settings;
    private final RestQueue queue = new RestQueue();
    private final Deque<RestConnection> idle = new ArrayDeque<>();
    private final Set<RestConnection> open = new LinkedHashSet<>();
    private RequestBudget budget;
    private int dialing;
    private @Nullable ScheduledFuture<?> wake;

    RestPool(EventLoop loop, Dialer dialer, URI origin, ClientSettings settings) {
        this.loop = loop;
        this.dialer = dialer;
        this.origin = origin;
        this.settings = settings;
        this.budget = new RequestBudget(settings.requestsPerMinute());
    }

    /** What waits. */
    RestQueue queue() {
        return queue;
    }

    void submit(RestCall call) {
        queue.add(call);
        serve();
    }

    /** Learns how many requests are left. */
    void answered(RestResponse response) {
        int others = Math.max(0, open.size() - idle.size() - 1);
        budget.answered(
                response.status(),
                response.headers(),
                others,
                System.nanoTime(),
                System.currentTimeMillis() / 1000);
    }

    void idle(RestConnection connection) {
        // The connection used last is the least likely to have been closed by the other side
        // meanwhile.
        idle.addFirst(connection);
        serve();
    }

    void gone(RestConnection connection) {
        open.remove(connection);
        idle.remove(connection);
        serve();
    }

    /** Ends all connections and forgets what was used; calls on their way fail, calls that wait get new connections. */
    void forget() {
        budget = new RequestBudget(settings.requestsPerMinute());
        closeConnections();
    }

    /** Ends everything. */
    void failAll(String reason) {
        queue.drain().forEach(call -> call.fail(reason));
        closeConnections();
    }

    private void closeConnections() {
        List.copyOf(open).forEach(RestConnection::close);
    }

    private void serve() {
        for (Lane lane : Lane.values()) {
            RestCall call = queue.first(lane);
            while (call != null && mayGo(lane)) {
                if (!isOpen(idle.peekFirst())) {
                    idle.pollFirst();
                    continue;
                }
                long wait = budget.take(lane, System.nanoTime());
                if (wait > 0 && wait < patience(call)) {
                    wakeIn(wait);
                    break;
                }
                queue.removeFirst(lane);
                if (wait > 0) {
                    call.holdBack(
                            "held back by the rate limit for another "
                                    + TimeUnit.NANOSECONDS.toMillis(wait)
                                    + " ms");
                } else {
                    send(call);
                }
                call = queue.first(lane);
            }
        }
    }

    /** An order that waits long is based on an old price: its sender shall decide again. */
    private static long patience(RestCall call) {
        return call.request().lane() == Lane.ORDER
                ? Math.min(ORDER_PATIENCE_NANOS - call.ageNanos(), call.remainingNanos())
                : call.remainingNanos();
    }

    private void wakeIn(long nanos) {
        ScheduledFuture<?> planned = wake;
        if (planned != null && !planned.isDone()) {
            if (planned.getDelay(TimeUnit.NANOSECONDS) <= nanos) {
                return;
            }
            planned.cancel(false);
        }
        wake = loop.schedule(this::serve, nanos, TimeUnit.NANOSECONDS);
    }

    /** Questions leave one connection alone, so that an order or a cancel never waits behind slow answers. */
    private boolean mayGo(Lane lane) {
        int busy = open.size() + dialing - idle.size();
        int most = settings.connections();
        return busy < (lane.isQuestion() && most > 1 ? most - 1 : most);
    }

    /** No connection at all is as good as an open one: a new one will be made. */
    private static boolean isOpen(@Nullable RestConnection connection) {
        return connection == null || connection.isOpen();
    }

    private void send(RestCall call) {
        RestConnection connection = idle.pollFirst();
        if (connection != null) {
            connection.execute(call);
        } else {
            connectFor(call);
        }
    }

    private void connectFor(RestCall call) {
        RestConnection connection = new RestConnection(this, settings.maxAnswerBytes());
        dialing++;
        dialer.dial(
                loop,
                origin,
                pipeline -> pipeline.addLast(new HttpClientCodec(), connection),
                (channel, refused) -> connected(call, connection, channel, refused));
    }

    private void connected(
            RestCall call,
            RestConnection connection,
            @Nullable Channel channel,
            @Nullable Throwable refused) {
        dialing--;
        if (channel == null) {
            call.fail("no connection to " + origin.getAuthority() + ": " + Dialer.reason(refused));
            serve();
            return;
        }
        if (!connection.isOpen()) {
            call.fail("the connection to " + origin.getAuthority() + " was closed at once");
            serve();
            return;
        }
        open.add(connection);
        if (call.isDone()) {
            idle(connection);
        } else {
            connection.execute(call);
        }
    }
}
