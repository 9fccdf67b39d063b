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
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * A command in a running system, over SSH with the key that the launcher generated, as the start script does it. One
 * connection for each command, since Karaf closes it after the command.
 */
final class ShellSession {

    static final String NOT_LET_IN = "the shell does not take this key";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SshClient CLIENT = startedClient();

    private ShellSession() {}

    /** A user of the shell and the key. */
    record Login(String user, KeyPair key) {

        /** The one whose key lies in the home. */
        static Login ofHome(Path home) {
            try (InputStream in = Files.newInputStream(home.resolve("run/shell.key"))) {
                return new Login(
                        "openbell",
                        SecurityUtils.loadKeyPairIdentities(null, null, in, null)
                                .iterator()
                                .next());
            } catch (IOException | GeneralSecurityException unreadable) {
                throw new IllegalStateException("the shell's key cannot be read", unreadable);
            }
        }
    }

    static Distribution.Ended run(Login login, int port, String line) {
        try (ClientSession session = connect(login.user(), port)) {
            session.addPublicKeyIdentity(login.key());
            if (!session.auth().await(PATIENCE) || !session.isAuthenticated()) {
                return new Distribution.Ended(255, NOT_LET_IN);
            }
            return run(session, line);
        } catch (IOException failed) {
            throw new UncheckedIOException("no shell on port " + port, failed);
        }
    }

    /** Of the key by which the shell proves itself, as SSH clients show it. */
    static String hostKeyFingerprint(int port) throws IOException {
        try (ClientSession session = connect("openbell", port)) {
            session.waitFor(EnumSet.of(ClientSession.ClientSessionEvent.WAIT_AUTH), PATIENCE);
            return KeyUtils.getFingerPrint(session.getServerKey());
        }
    }

    private static ClientSession connect(String user, int port) throws IOException {
        return CLIENT.connect(user, "127.0.0.1", port).verify(PATIENCE).getSession();
    }

    private static Distribution.Ended run(ClientSession session, String line) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ChannelExec channel = session.createExecChannel(line)) {
            channel.setOut(output);
            channel.setErr(output);
            channel.open().verify(PATIENCE);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
            Integer status = channel.getExitStatus();
            return new Distribution.Ended(
                    status == null ? -1 : status, output.toString(StandardCharsets.UTF_8));
        }
    }

    private static SshClient startedClient() {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
        return client;
    }
}
