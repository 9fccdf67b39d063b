package io.openbell.itests.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire to the exchange that notes when each request came by: the sender's socket, seen from outside of the client.
 */
final class Wiretap implements AutoCloseable {

    /** A request by its first words, and when its first bytes came by. */
    private record Passed(String request, long nanos) {}

    private final ServerSocket server;
    private final URI target;
    private final List<Passed> passed = new ArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    Wiretap(URI target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("wiretap", this::accept);
    }

    /** The same address, by this wire. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Requests that begin so and came by after that moment, in nanoseconds after it, the earliest first. */
    synchronized List<Long> after(long nanos, String beginning) {
        return passed.stream()
                .filter(each -> each.request().startsWith(beginning))
                .map(each -> each.nanos() - nanos)
                .filter(late -> late > 0)
                .sorted()
                .toList();
    }

    synchronized void forget() {
        passed.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket exchange = new Socket(target.getHost(), target.getPort());
                client.setTcpNoDelay(true);
                exchange.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(exchange);
                start("wiretap-out", () -> pump(client, exchange, true));
                start("wiretap-in", () -> pump(exchange, client, false));
            }
        } catch (IOException closed) {
            close();
        }
    }

    private void pump(Socket from, Socket to, boolean noted) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (noted) {
                    note(buffer, count);
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException ended) {
            // Either side went away: so does the other.
        }
        closeQuietly(from);
        closeQuietly(to);
    }

    /** A request is written in one piece, and its answer comes before the next. */
    private void note(byte[] buffer, int count) {
        long now = System.nanoTime();
        String first = new String(buffer, 0, Math.min(count, 40), StandardCharsets.US_ASCII);
        synchronized (this) {
            passed.add(new Passed(first, now));
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException gone) {
            // It is closed.
        }
        sockets.forEach(Wiretap::closeQuietly);
    }
}
