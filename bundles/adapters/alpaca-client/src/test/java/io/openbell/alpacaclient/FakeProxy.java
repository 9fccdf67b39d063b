package io.openbell.alpacaclient;

import io.openbell.alpacaclient.connection.HostAndPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An HTTP proxy that gives every CONNECT the same answer, and a tunnel to one port of this machine. */
final class FakeProxy implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final int venuePort;
    private final String answer;
    private volatile String asked = "";

    FakeProxy(int venuePort, String answer) throws IOException {
        this.venuePort = venuePort;
        this.answer = answer;
        daemon(this::accept);
    }

    HostAndPort address() {
        return new HostAndPort("127.0.0.1", listener.getLocalPort());
    }

    /** What the first one asked. */
    String asked() {
        return asked;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            daemon(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = client.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        if (asked.isEmpty()) {
            asked = head.toString();
        }
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        Socket venue = new Socket(InetAddress.getLoopbackAddress(), venuePort);
        daemon(() -> venue.getInputStream().transferTo(client.getOutputStream()));
        in.transferTo(venue.getOutputStream());
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (IOException ended) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "fake-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
