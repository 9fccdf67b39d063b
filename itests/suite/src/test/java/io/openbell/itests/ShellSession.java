package io.openbell.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.security.SecurityUtils;

/** One SSH connection to a running system, opened with the key that the launcher generated, as the start script does. */
final class ShellSession {

    private static final Map<Path, ShellSession> SESSIONS = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ClientSession session;

    private ShellSession(ClientSession session) {
        this.session = session;
    }

    static ShellSession of(Path home, int port) {
        ShellSession known = SESSIONS.get(home);
        if (known != null && known.session.isOpen()) {
            return known;
        }
        ShellSession opened = open(home, port);
        SESSIONS.put(home, opened);
        return opened;
    }

    static void forget(Path home) {
        ShellSession known = SESSIONS.remove(home);
        if (known != null) {
            known.session.close(true);
        }
    }

    private static ShellSession open(Path home, int port) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
        try {
            ClientSession session =
                    client.connect("openbell", "127.0.0.1", port).verify(PATIENCE).getSession();
            session.addPublicKeyIdentity(key(home.resolve("run/shell.key")));
            session.auth().verify(PATIENCE);
            return new ShellSession(session);
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("no shell on port " + port, failed);
        }
    }

    private static KeyPair key(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return SecurityUtils.loadKeyPairIdentities(null, null, in, null).iterator().next();
        }
    }

    /** Runs the line; a connection that was closed in the meantime is opened again first. */
    static Distribution.Ended run(Path home, int port, String line) {
        try (ChannelExec channel = channel(home, port, line)) {
            return of(home, port).finish(channel);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** An open channel; nothing has run before it is open, so opening may be tried twice. */
    private static ChannelExec channel(Path home, int port, String line) throws IOException {
        try {
            return of(home, port).open(line);
        } catch (IOException closed) {
            forget(home);
            return of(home, port).open(line);
        }
    }

    private ChannelExec open(String line) throws IOException {
        ChannelExec channel = session.createExecChannel(line);
        channel.setOut(new ByteArrayOutputStream());
        channel.setErr(channel.getOut());
        channel.open().verify(PATIENCE);
        return channel;
    }

    private Distribution.Ended finish(ChannelExec channel) {
        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
        Integer status = channel.getExitStatus();
        String output = ((ByteArrayOutputStream) channel.getOut()).toString(StandardCharsets.UTF_8);
        return new Distribution.Ended(status == null ? -1 : status, output);
    }
}
