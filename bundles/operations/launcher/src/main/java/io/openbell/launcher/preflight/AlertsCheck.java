package io.openbell.launcher.preflight;

import static io.openbell.launcher.preflight.Check.Finding.pass;
import static io.openbell.launcher.preflight.Check.Finding.skipped;
import static io.openbell.launcher.preflight.Check.Finding.warn;

import io.openbell.api.session.SecretStore;
import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import io.openbell.launcher.preflight.Check.Finding;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Whether the addresses that alerts are sent to can be reached. No message is sent, and no address is told: it is a secret. */
final class AlertsCheck {

    private static final List<String> ADDRESSES =
            List.of(
                    "OPENBELL_WEBHOOK_URL",
                    "OPENBELL_SLACK_URL",
                    "OPENBELL_DISCORD_URL",
                    "OPENBELL_HEARTBEAT_URL");
    private static final String TELEGRAM = "OPENBELL_TELEGRAM_TOKEN";
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String REMEDY =
            "check network, firewall and the address; what cannot be sent is in the log only";

    private final SecretStore secrets;
    private final UnaryOperator<String> config;

    /** @param config values of {@code etc/openbell.alerts.cfg} by key; empty where there is none */
    AlertsCheck(SecretStore secrets, UnaryOperator<String> config) {
        this.secrets = secrets;
        this.config = config;
    }

    Check check() {
        return new Check("alerts", 0, this::look);
    }

    private Finding look() throws InterruptedException {
        List<Check> channels = channels();
        if (channels.isEmpty()) {
            return skipped("no channel but the log");
        }
        List<Row> rows = new Checks(secrets::redact).run(channels, LIMIT);
        List<Row> unreached = rows.stream().filter(row -> row.verdict() != Verdict.PASS).toList();
        if (unreached.isEmpty()) {
            return pass(
                    rows.stream().map(Row::check).collect(Collectors.joining(", "))
                            + " can be reached");
        }
        return warn(
                unreached.stream()
                        .map(row -> row.check() + ": " + row.reason())
                        .collect(Collectors.joining("; ")),
                REMEDY);
    }

    private List<Check> channels() {
        List<Check> channels = new ArrayList<>();
        for (String variable : ADDRESSES) {
            secrets.named(variable)
                    .ifPresent(value -> channels.add(channel(variable, () -> address(value))));
        }
        if (secrets.named(TELEGRAM).isPresent()) {
            channels.add(channel(TELEGRAM, this::telegram));
        }
        String mail = config.apply("mailServer");
        if (!mail.isEmpty()) {
            channels.add(channel("mailServer " + mail, () -> server(mail)));
        }
        return channels;
    }

    private static Check channel(String name, Check.Body body) {
        return new Check(name, 0, body);
    }

    private Finding telegram() {
        return config.apply("telegramChatId").isEmpty()
                ? warn("telegramChatId is empty: nothing is sent", "")
                : address(config.apply("telegramEndpoint"));
    }

    private static Finding address(String text) {
        Optional<URI> address = parsed(text);
        if (address.isEmpty()) {
            return warn("is no address https://HOST... (length " + text.length() + ")", "");
        }
        boolean plain = "http".equals(address.get().getScheme());
        int port = address.get().getPort();
        return reached(address.get().getHost(), port > 0 ? port : plain ? 80 : 443);
    }

    /** As the alerts take them: https, or http on this machine, which they judge. */
    private static Optional<URI> parsed(String text) {
        try {
            URI address = URI.create(text);
            boolean web = List.of("https", "http").contains(String.valueOf(address.getScheme()));
            return web && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Finding server(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return hostAndPort.substring(colon + 1).matches("[1-9][0-9]{0,4}") && colon > 0
                ? reached(
                        hostAndPort.substring(0, colon),
                        Integer.parseInt(hostAndPort.substring(colon + 1)))
                : warn("is not HOST:PORT", "");
    }

    private static Finding reached(String host, int port) {
        String problem = Reach.problem(host, port, CONNECT);
        return problem.isEmpty() ? pass("") : warn(problem, "");
    }
}
