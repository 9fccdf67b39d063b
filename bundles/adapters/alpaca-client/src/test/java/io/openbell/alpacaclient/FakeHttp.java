package io.openbell.alpacaclient;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server that does exactly what the test tells it, byte by byte; answers {@code /v2/clock} by itself. */
final class FakeHttp implements AutoCloseable {

    static final String CLOCK =
            "{\"timestamp\":\"2025-01-15T14:30:00.123456789-05:00\",\"is_open\":true,"
                    + "\"next_open\":\"2025-01-16T09:30:00-05:00\","
                    + "\"next_close\":\"2025-01-15T16:00:00-05:00\"}";

    record Request(String method, String path, Map<String, String> headers, String body) {}

    /** Answers one request. */
    interface Script {
        void answer(Request request, Wire wire) throws IOException, InterruptedException;
    }

    /** One connection, for writing. */
    static final class Wire {
        private final Socket socket;
        private final OutputStream out;

        Wire(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        void json(int status, String body, String... headers) throws IOException {
            answer(status, "application/json", body, headers);
        }

        void answer(int status, String type, String body, String... headers) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
            head.append("Content-Type: ").append(type).append("\r\nContent-Length: ");
            head.append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            raw(head + "\r\n" + body);
        }

        void raw(String bytes) throws IOException {
            out.write(bytes.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void close() throws IOException {
            socket.close();
        }

        /** Closes with RST. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket listener;
    private final Thread acceptor;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int connections;
    private volatile String clock = CLOCK;
    private volatile Script script = (request, wire) -> wire.json(404, "{\"message\":\"no\"}");

    FakeHttp() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    FakeHttp(ServerSocket socket) {
        listener = socket;
        acceptor = daemon(this::accept);
    }

    /** What {@code /v2/clock} answers from now on. */
    void clock(String json) {
        clock = json;
    }

    void script(Script next) {
        script = next;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections;
    }

    /** Without the probes of the clock. */
    List<Request> requests() {
        return requests.stream().filter(request -> !request.path().equals("/v2/clock")).toList();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections++;
                open.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            acceptor.interrupt();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Wire wire = new Wire(socket);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Request next = read(in); next != null && !socket.isClosed(); next = read(in)) {
                requests.add(next);
                if (next.path().equals("/v2/clock")) {
                    wire.json(200, clock);
                } else {
                    script.answer(next, wire);
                }
            }
        } catch (IOException | InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] words = first.split(" ");
        return new Request(words[0], words[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fake-http");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
