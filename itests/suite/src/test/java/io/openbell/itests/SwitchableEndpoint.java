package io.openbell.itests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** A health endpoint on loopback that answers as the test wants. */
final class SwitchableEndpoint implements AutoCloseable {

    /** Instead of a status: no answer. */
    static final int HANG = 0;

    private final HttpServer server;
    private volatile int status = 200;

    SwitchableEndpoint() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(
                Executors.newCachedThreadPool(
                        work -> {
                            Thread thread = new Thread(work, "endpoint");
                            thread.setDaemon(true);
                            return thread;
                        }));
        server.createContext("/health", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/health";
    }

    void answers(int next) {
        status = next;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        int now = status;
        if (now != HANG) {
            exchange.sendResponseHeaders(now, -1);
            exchange.close();
        }
    }
}
