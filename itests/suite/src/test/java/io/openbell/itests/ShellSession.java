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
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * A command in a running system, over SSH with the key that the launcher generated, as the start script does it. One
 * connection for each command, since Karaf closes it after the command.
 */
final class ShellSession {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SshClient CLIENT = startedClient();

    private ShellSession() {}

    static Distribution.Ended run(Path home, int port, String line) {
        try (ClientSession session =
                CLIENT.connect("openbell", "127.0.0.1", port).verify(PATIENCE).getSession()) {
            session.addPublicKeyIdentity(key(home.resolve("run/shell.key")));
            session.auth().verify(PATIENCE);
            return run(session, line);
        } catch (IOException failed) {
            throw new UncheckedIOException("no shell on port " + port, failed);
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("the shell's key cannot be read", unreadable);
        }
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

    private static KeyPair key(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return SecurityUtils.loadKeyPairIdentities(null, null, in, null).iterator().next();
        }
    }

    private static SshClient startedClient() {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
        return client;
    }
}
