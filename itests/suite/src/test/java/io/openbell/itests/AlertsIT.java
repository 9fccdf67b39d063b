package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alerts of a running system over the network, orders to it from a chat, and what it writes down of the secrets for that. */
class AlertsIT {

    private static final int CHAT = 77;
    private static final int STRANGERS_CHAT = 78;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REASON = "spreads look absurd";

    @Test
    void shouldAlertAndObeyTheChatAndWriteNoSecretAnywhere() throws Exception {
        try (AlertPeer peer = new AlertPeer();
                Distribution openbell = Distribution.onEmptyHome("alerts")) {
            peer.introduceTo(openbell);
            openbell.configure(
                    "alerts",
                    Map.of(
                            "telegramChatId", String.valueOf(CHAT),
                            "telegramEndpoint", peer.root(),
                            "heartbeatSeconds", "5",
                            "mailServer", peer.mailServer(),
                            "mailSecurity", "none",
                            "mailUser", "ann",
                            "mailFrom", "openbell@example.com",
                            "mailTo", "ann@example.com"));
            openbell.configure("launcher", Map.of("openRouterEndpoint", peer.root() + "/api/v1"));
            openbell.start();
            assertThat(peer.keys()).as("OpenRouter was asked with the key").isPositive();
            await().atMost(PATIENCE).until(() -> peer.beats() > 0);

            haltFromTheChat(peer, openbell);
            String told =
                    openbell.shell("trading:preflight")
                            + openbell.shell("trading:errors")
                            + openbell.shell("trading:health")
                            + openbell.shell("config:list");
            List<String> process = List.of("cmdline", "environ");
            for (String what : process) {
                Path file = Path.of("/proc", String.valueOf(openbell.process().pid()), what);
                told += new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            }
            told += new RunningProcess(openbell.process()).systemProperties();
            openbell.stop();

            assertThat(told).contains("OPENBELL_HOME").doesNotContain(AlertPeer.CANARIES);
            assertThat(WrittenFiles.with(openbell.home(), AlertPeer.CANARIES)).isEmpty();
            // The control: what may be written is found everywhere.
            assertThat(WrittenFiles.with(openbell.home(), List.of(REASON)))
                    .anyMatch(file -> file.startsWith("journal/"))
                    .anyMatch(file -> file.startsWith("sessions/"))
                    .anyMatch(file -> file.startsWith("logs/"))
                    .anyMatch(file -> file.startsWith("backups/"));
        }
    }

    private static void haltFromTheChat(AlertPeer peer, Distribution openbell) {
        peer.write(STRANGERS_CHAT, "/kill by a stranger");
        peer.write(CHAT, "/status");
        await().atMost(PATIENCE)
                .until(() -> peer.said().stream().anyMatch(line -> line.contains("session open")));
        assertThat(gate(openbell)).as("a stranger halts nothing").isNotEqualTo("HALTED");

        peer.write(CHAT, "/positions");
        peer.write(CHAT, "/kill " + REASON);
        await().atMost(PATIENCE).until(() -> gate(openbell).equals("HALTED"));
        peer.write(CHAT, "/resume");
        await().atMost(PATIENCE)
                .until(() -> peer.hooked().stream().anyMatch(body -> body.contains(REASON)));
        await().atMost(PATIENCE).until(() -> peer.said().size() >= 5);
        await().atMost(PATIENCE)
                .until(() -> peer.mails().stream().anyMatch(mail -> mail.contains(REASON)));

        assertThat(gate(openbell)).as("a chat ends no halt").isEqualTo("HALTED");
        assertThat(peer.said())
                .allMatch(line -> line.startsWith(CHAT + ": "))
                .anyMatch(line -> line.contains("Halted."))
                .anyMatch(line -> line.contains("CRITICAL") || line.contains("critical"));
    }

    private static String gate(Distribution openbell) {
        return openbell.json("trading:status").path("gate").asText();
    }
}
