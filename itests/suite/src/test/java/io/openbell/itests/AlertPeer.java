package io.openbell.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openbell.testkit.FakeMailServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everybody whom alerts go to, on one port of loopback: a webhook that refuses its first request and quotes the address in its
 * answer, a heartbeat, Telegram with its bot, OpenRouter, and a mail server.
 */
final class AlertPeer implements AutoCloseable {

    /** Parts of secrets, which must be found nowhere. */
    static final List<String> CANARIES =
            List.of(
                    "canary-hook",
                    "canary-beat",
                    "100200:canary-token",
                    "sk-or-v1-canary-key",
                    "canary-password",
                    // The same, as it is sent to log in.
                    "Y2FuYXJ5LXBhc3N3b3Jk");

    private final FakeMailServer mail = new FakeMailServer("ann " + CANARIES.get(4));
    private final HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final List<String> hooked = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger beats = new AtomicInteger();
    private final AtomicInteger keys = new AtomicInteger();
    private final BlockingQueue<String> updates = new LinkedBlockingQueue<>();
    private final AtomicLong number = new AtomicLong();

    AlertPeer() throws IOException {
        server.setExecutor(
                Executors.newCachedThreadPool(
                        work -> {
                            Thread thread = new Thread(work, "alert-peer");
                            thread.setDaemon(true);
                            return thread;
                        }));
        server.createContext("/" + CANARIES.get(0), this::hook);
        server.createContext("/" + CANARIES.get(1), this::beat);
        server.createContext("/bot" + CANARIES.get(2) + "/getUpdates", this::news);
        server.createContext("/bot" + CANARIES.get(2) + "/sendMessage", this::hear);
        server.createContext("/api/v1/key", this::key);
        server.start();
    }

    String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Gives that distribution every address and token of this peer. */
    void introduceTo(Distribution openbell) {
        openbell.secret("OPENBELL_WEBHOOK_URL", root() + "/" + CANARIES.get(0));
        openbell.secret("OPENBELL_HEARTBEAT_URL", root() + "/" + CANARIES.get(1));
        openbell.secret("OPENBELL_TELEGRAM_TOKEN", CANARIES.get(2));
        openbell.secret("OPENROUTER_API_KEY", CANARIES.get(3));
        openbell.secret("OPENBELL_SMTP_PASSWORD", CANARIES.get(4));
    }

    /** Somebody writes in that chat. */
    void write(int chat, String text) {
        updates.add(
                "{\"update_id\":%d,\"message\":{\"chat\":{\"id\":%d},\"text\":\"%s\"}}"
                        .formatted(number.incrementAndGet(), chat, text));
    }

    /** What the bot wrote, in its order. */
    List<String> said() {
        return List.copyOf(said);
    }

    /** Bodies that the webhook took. */
    List<String> hooked() {
        return List.copyOf(hooked);
    }

    /** Where mail is handed in by ann, with the password. */
    String mailServer() {
        return mail.address();
    }

    List<String> mails() {
        return mail.messages();
    }

    int beats() {
        return beats.get();
    }

    /** How often it was asked with the right key. */
    int keys() {
        return keys.get();
    }

    private void hook(HttpExchange exchange) throws IOException {
        String body = body(exchange);
        if (refusals.getAndIncrement() == 0) {
            answer(exchange, 500, "no such hook: " + exchange.getRequestURI());
        } else {
            hooked.add(body);
            answer(exchange, 200, "ok");
        }
    }

    private void beat(HttpExchange exchange) throws IOException {
        beats.incrementAndGet();
        answer(exchange, 200, "ok");
    }

    private void hear(HttpExchange exchange) throws IOException {
        JsonNode message = Distribution.parsed(body(exchange));
        said.add(message.path("chat_id").asText() + ": " + message.path("text").asText());
        answer(exchange, 200, "{\"ok\":true}");
    }

    private void key(HttpExchange exchange) throws IOException {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (("Bearer " + CANARIES.get(3)).equals(given)) {
            keys.incrementAndGet();
            answer(exchange, 200, "{\"data\":{\"limit_remaining\":3.5}}");
        } else {
            answer(exchange, 401, "{\"error\":{\"message\":\"" + given + "\"}}");
        }
    }

    /** Keeps the question open for a while, as Telegram does. */
    private void news(HttpExchange exchange) throws IOException {
        List<String> some = new ArrayList<>();
        boolean patient = !exchange.getRequestURI().getQuery().contains("timeout=0&");
        try {
            String first = patient ? updates.poll(2, TimeUnit.SECONDS) : null;
            if (first != null) {
                some.add(first);
                updates.drainTo(some);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        answer(exchange, 200, "{\"ok\":true,\"result\":[" + String.join(",", some) + "]}");
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() throws IOException {
        mail.close();
        server.stop(0);
    }
}
