package io.openbell.deadman;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A venue over a socket, with one account. */
final class FakeVenue implements AutoCloseable {

    private final HttpServer server;
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** Requests, by their first words, that fail with 503. */
    final Set<String> down = ConcurrentHashMap.newKeySet();

    volatile boolean suspended;
    volatile int open;

    /** So many cancels take nothing out. */
    volatile int deaf;

    FakeVenue() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(request);
        if (!"KEY".equals(exchange.getRequestHeaders().getFirst("APCA-API-KEY-ID"))) {
            reply(exchange, 401, "{}");
        } else if (down.stream().anyMatch(request::startsWith)) {
            reply(exchange, 503, "{}");
        } else {
            reply(exchange, 200, document(request, body));
        }
    }

    private String document(String request, String body) {
        switch (request) {
            case "DELETE /v2/orders" -> {
                open = deaf > 0 ? open : 0;
                deaf--;
                return "[]";
            }
            case "PATCH /v2/account/configurations" -> suspended = body.contains("true");
            case "GET /v2/orders" -> {
                return open == 0 ? " [ ]\n" : "[{\"id\":\"1\"}]";
            }
            case "GET /v2/account" -> {
                return "{\"account_number\":\"PA1\"}";
            }
            default -> {}
        }
        return "{\"no_shorting\":false, \"suspend_trade\" : " + suspended + "}";
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
