package io.openbell.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes mail on loopback, one connection after the other, and keeps what it heard. It refuses everybody who is called {@code
 * refused}, and hangs up without a word.
 */
public final class FakeMailServer implements AutoCloseable {

    private final ServerSocket socket;
    private final @Nullable SSLSocketFactory encryption;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final String login;

    /**
     * Serves at once, on a free port.
     *
     * @param login {@code USER PASSWORD} that is asked for; empty for nobody's
     */
    public FakeMailServer(String login) throws IOException {
        this(login, new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), null);
    }

    private FakeMailServer(
            String login, ServerSocket socket, @Nullable SSLSocketFactory encryption) {
        this.login = login;
        this.socket = socket;
        this.encryption = encryption;
        Thread thread = new Thread(this::serve, "fake-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** One that is encrypted from the first byte on. */
    public static FakeMailServer encrypted(String login, SSLContext context) throws IOException {
        return new FakeMailServer(
                login,
                context.getServerSocketFactory()
                        .createServerSocket(0, 5, InetAddress.getLoopbackAddress()),
                null);
    }

    /** One that offers to encrypt. */
    public static FakeMailServer offeringEncryption(String login, SSLContext context)
            throws IOException {
        return new FakeMailServer(
                login,
                new ServerSocket(0, 5, InetAddress.getLoopbackAddress()),
                context.getSocketFactory());
    }

    /** {@code 127.0.0.1:PORT}. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** All lines but those of messages, in their order. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** Headers and bodies that were taken. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client, encryption != null);
            } catch (IOException | RuntimeException over) {
                // The next one, or the end; whoever talks nonsense is not served.
            }
        }
    }

    private void talk(Socket client, boolean offersEncryption) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        PrintStream out =
                new PrintStream(client.getOutputStream(), true, StandardCharsets.US_ASCII);
        if (offersEncryption || encryption == null) {
            out.print("220 here\r\n");
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(line);
            String word = line.split("[ :]", 2)[0];
            switch (word) {
                case "EHLO" ->
                        out.print(
                                "250-here\r\n"
                                        + (offersEncryption ? "250-STARTTLS\r\n" : "")
                                        + (login.isEmpty() ? "" : "250-AUTH LOGIN\r\n")
                                        + "250 8BITMIME\r\n");
                case "STARTTLS" -> {
                    out.print("220 go on\r\n");
                    talk(encrypted(client), false);
                    return;
                }
                case "AUTH" -> out.print(authenticated(in, out) ? "235 in\r\n" : "535 refused\r\n");
                case "DATA" -> {
                    out.print("354 go on\r\n");
                    messages.add(body(in));
                    out.print("250 taken\r\n");
                }
                case "QUIT" -> {
                    // Without a farewell, and with a reset: what was taken is taken.
                    client.setSoLinger(true, 0);
                    return;
                }
                case "RCPT" ->
                        out.print(line.contains("refused@") ? "550 who?\r\n" : "250 fine\r\n");
                default -> out.print("250 fine\r\n");
            }
        }
    }

    private Socket encrypted(Socket client) throws IOException {
        SSLSocket encrypted =
                (SSLSocket)
                        Objects.requireNonNull(encryption, "not offered")
                                .createSocket(client, null, client.getPort(), true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    private boolean authenticated(BufferedReader in, PrintStream out) throws IOException {
        out.print("334 VXNlcm5hbWU6\r\n");
        String user = decoded(in.readLine());
        out.print("334 UGFzc3dvcmQ6\r\n");
        return login.equals(user + " " + decoded(in.readLine()));
    }

    private static String decoded(String line) {
        return new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
    }

    private static String body(BufferedReader in) throws IOException {
        StringBuilder body = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            body.append(line).append('\n');
        }
        return body.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
