package io.openbell.launcher.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.session.Credentials;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.TradingMode;
import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertsCheckTest {

    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, String> config = new HashMap<>();
    private final ServerSocket listening =
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int closedPort;

    AlertsCheckTest() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            closedPort = other.getLocalPort();
        }
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
    }

    private String here(String path) {
        return "http://127.0.0.1:" + listening.getLocalPort() + path;
    }

    @Test
    void shouldAskNobodyWhereOnlyTheLogIsTold() throws Exception {
        assertThat(row().verdict()).isEqualTo(Verdict.SKIPPED);
    }

    @Test
    void shouldReachEveryChannelAndSendNothing() throws Exception {
        secrets.put("OPENBELL_WEBHOOK_URL", here("/canary-of-webhook"));
        secrets.put("OPENBELL_TELEGRAM_TOKEN", "123:canary-of-bot");
        config.put("telegramChatId", "7");
        config.put("telegramEndpoint", here(""));
        config.put("mailServer", "127.0.0.1:" + listening.getLocalPort());

        Row row = row();

        assertThat(row.verdict()).isEqualTo(Verdict.PASS);
        assertThat(row.reason())
                .contains("OPENBELL_WEBHOOK_URL", "OPENBELL_TELEGRAM_TOKEN", "mailServer 127")
                .doesNotContain("canary");
        for (int i = 0; i < 3; i++) {
            try (Socket connection = listening.accept()) {
                assertThat(connection.getInputStream().read()).as("not one byte").isEqualTo(-1);
            }
        }
    }

    @Test
    void shouldWarnOfThoseThatAreNotReachedByNameAndTellNoAddress() throws Exception {
        secrets.put("OPENBELL_WEBHOOK_URL", "http://127.0.0.1:" + closedPort + "/canary");
        secrets.put("OPENBELL_SLACK_URL", "https://canary.invalid/services/canary");
        secrets.put("OPENBELL_DISCORD_URL", here("/"));
        secrets.put("OPENBELL_HEARTBEAT_URL", "canary without a scheme");
        secrets.put("OPENBELL_TELEGRAM_TOKEN", "123:canary");
        config.put("mailServer", "127.0.0.1:" + closedPort);

        Row row = row();

        assertThat(row.verdict()).isEqualTo(Verdict.WARN);
        assertThat(row.exitCode()).isZero();
        assertThat(row.reason())
                .contains("OPENBELL_WEBHOOK_URL: port " + closedPort + " takes no connection")
                .contains("OPENBELL_SLACK_URL: its host has no address")
                .contains("OPENBELL_HEARTBEAT_URL: is no address https://HOST... (length 23)")
                .contains("OPENBELL_TELEGRAM_TOKEN: telegramChatId is empty")
                .contains("mailServer 127.0.0.1:" + closedPort + ": port")
                .doesNotContain("canary")
                .doesNotContain("DISCORD");
        assertThat(row.remedy()).isNotEmpty();
    }

    private Row row() throws InterruptedException {
        SecretStore store =
                new SecretStore() {
                    @Override
                    public Optional<Credentials> alpaca(TradingMode mode) {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<String> named(String variable) {
                        return Optional.ofNullable(secrets.get(variable));
                    }

                    @Override
                    public String redact(String text) {
                        return text;
                    }
                };
        Check check = new AlertsCheck(store, key -> config.getOrDefault(key, "")).check();
        return new Checks(text -> text).run(List.of(check), Duration.ofMinutes(1)).get(0);
    }
}
