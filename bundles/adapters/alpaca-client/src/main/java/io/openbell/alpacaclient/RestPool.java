package io.openbell.alpacaclient;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.openbell.alpacaclient.RestRequest.Lane;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections to one host, and the calls that wait for one: orders and cancels first. REST thread only. */
final class RestPool {

    private final EventLoop loop;
    private final Dialer dialer;
    private final URI origin;
    private final ClientSettings settings;
    private final Deque<RestCall> urgent = new ArrayDeque<>();
    private final Deque<RestCall> ordinary = new ArrayDeque<>();
    private final Deque<RestConnection> idle = new ArrayDeque<>();
    private final Set<RestConnection> open = new LinkedHashSet<>();
    private int dialing;

    RestPool(EventLoop loop, Dialer dialer, URI origin, ClientSettings settings) {
        this.loop = loop;
        this.dialer = dialer;
        this.origin = origin;
        this.settings = settings;
    }

    void submit(RestCall call) {
        (call.request().lane() == Lane.QUESTION ? ordinary : urgent).addLast(call);
        serve();
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

    /** Ends all connections; calls on their way fail, calls that wait get new connections. */
    void closeConnections() {
        List.copyOf(open).forEach(RestConnection::close);
    }

    /** Ends everything. */
    void failAll(String reason) {
        List<RestCall> waiting = new ArrayList<>(urgent);
        waiting.addAll(ordinary);
        urgent.clear();
        ordinary.clear();
        waiting.forEach(call -> call.fail(reason));
        closeConnections();
    }

    private void serve() {
        for (RestCall call = peek(); call != null && mayGo(call); call = peek()) {
            RestConnection connection = idle.pollFirst();
            if (connection != null && !connection.isOpen()) {
                continue;
            }
            if (connection != null) {
                take();
                connection.execute(call);
            } else if (open.size() + dialing < settings.connections()) {
                take();
                connectFor(call);
            } else {
                return;
            }
        }
    }

    /** Questions leave one connection alone, so that an order or a cancel never waits behind slow answers. */
    private boolean mayGo(RestCall call) {
        int busy = open.size() + dialing - idle.size();
        return call.request().lane() != Lane.QUESTION
                || settings.connections() == 1
                || busy < settings.connections() - 1;
    }

    private @Nullable RestCall peek() {
        while (!urgent.isEmpty() && urgent.getFirst().isDone()) {
            urgent.removeFirst();
        }
        while (!ordinary.isEmpty() && ordinary.getFirst().isDone()) {
            ordinary.removeFirst();
        }
        return urgent.isEmpty() ? ordinary.peekFirst() : urgent.getFirst();
    }

    private void take() {
        if (urgent.isEmpty()) {
            ordinary.removeFirst();
        } else {
            urgent.removeFirst();
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
            call.fail("no connection to " + origin.getAuthority() + ": " + reason(refused));
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

    static String reason(@Nullable Throwable cause) {
        if (cause == null) {
            return "unknown reason";
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }
}
