package io.openbell.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bot in one chat: alerts go there, and who writes there gets answers. Messages of other chats, and those that were written
 * before this began, are not read. On two threads: that of the sender, and "alerts-telegram-commands".
 */
final class Telegram implements Channel, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Telegram.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST = 3_900;

    private final URI root;
    private final String chat;
    private final Http http;
    private final Function<String, String> commands;
    private final Duration poll;
    private final Thread listener = new Thread(this::listen, "alerts-telegram-commands");
    private long next;
    private boolean begun;

    /**
     * Of that chat.
     *
     * @param root     address of the API with the token in it: a secret
     * @param commands from what was written to the answer
     * @param poll     how long the other side may keep a question for news open
     */
    Telegram(URI root, String chat, Http http, Function<String, String> commands, Duration poll) {
        this.root = root;
        this.chat = chat;
        this.http = http;
        this.commands = commands;
        this.poll = poll;
        listener.setDaemon(true);
    }

    /** Reads what is written from now on. */
    void start() {
        listener.start();
    }

    @Override
    public String name() {
        return "telegram";
    }

    @Override
    public void send(Alert alert) throws IOException, InterruptedException {
        say(alert.line());
    }

    @Override
    public void close() {
        listener.interrupt();
    }

    private void say(String text) throws IOException, InterruptedException {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        http.post(
                URI.create(root + "/sendMessage"),
                MAPPER.writeValueAsString(Map.of("chat_id", chat, "text", cut)));
    }

    private void listen() {
        long pause = 1_000;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                hear();
                pause = 1_000;
            } catch (InterruptedException closed) {
                return;
            } catch (IOException | RuntimeException failed) {
                // The address is a secret, and may stand in the message.
                LOG.debug("telegram is not reached: {}", failed.getClass().getName());
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException closed) {
                    return;
                }
                pause = Math.min(60_000, 2 * pause);
            }
        }
    }

    /** Asks once for news, and answers it. */
    void hear() throws IOException, InterruptedException {
        long wait = begun ? poll.toSeconds() : 0;
        String answer =
                http.get(
                        URI.create(
                                root
                                        + "/getUpdates?timeout="
                                        + wait
                                        + "&offset="
                                        + (begun ? next : -1)),
                        poll.plusSeconds(10));
        for (JsonNode update : MAPPER.readTree(answer).path("result")) {
            next = Math.max(next, update.path("update_id").asLong() + 1);
            JsonNode message = update.path("message");
            if (begun && message.path("chat").path("id").asText().equals(chat)) {
                say(commands.apply(message.path("text").asText("")));
            }
        }
        begun = true;
    }
}
