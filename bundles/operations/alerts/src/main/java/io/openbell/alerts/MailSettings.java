package io.openbell.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where mail is handed in, and between whom.
 *
 * @param user empty where nobody logs in
 */
record MailSettings(
        String host, int port, Security security, String user, String from, List<String> to) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** How the connection is kept from others. */
    enum Security {
        /** Encrypted after a first word, or not used. */
        STARTTLS,
        /** Encrypted from the first byte on. */
        TLS,
        /** On this machine only. */
        NONE
    }

    /** One rule that was broken. */
    record Problem(String key, String value, String allowed) {}

    /** What keeps these values from being used; nothing where no mail is wanted. */
    static List<Problem> problems(AlertsConfig config) {
        List<Problem> problems = new ArrayList<>();
        if (config.mailServer().isEmpty()) {
            return problems;
        }
        String server = config.mailServer();
        if (!server.matches("(\\[[0-9a-fA-F:]+]|[A-Za-z0-9.-]+):[1-9][0-9]{0,4}")
                || port(server) > 65_535) {
            problems.add(new Problem("mailServer", server, "HOST:PORT, or nothing for no mail"));
        } else if (security(config) == Security.NONE && !LOOPBACK.contains(host(server))) {
            problems.add(
                    new Problem(
                            "mailSecurity",
                            config.mailSecurity(),
                            "starttls or tls; none only for a server on this machine"));
        }
        if (!isAddress(config.mailFrom())) {
            problems.add(new Problem("mailFrom", config.mailFrom(), "one address, NAME@HOST"));
        }
        List<String> to = list(config.mailTo());
        if (to.isEmpty() || !to.stream().allMatch(MailSettings::isAddress)) {
            problems.add(
                    new Problem(
                            "mailTo",
                            config.mailTo(),
                            "one or more addresses NAME@HOST, separated by commas"));
        }
        return problems;
    }

    /** Of values without problems, with a server among them. */
    static MailSettings of(AlertsConfig config) {
        return new MailSettings(
                host(config.mailServer()),
                port(config.mailServer()),
                security(config),
                config.mailUser(),
                config.mailFrom().strip(),
                list(config.mailTo()));
    }

    private static Security security(AlertsConfig config) {
        return Security.valueOf(config.mailSecurity().toUpperCase(Locale.ROOT));
    }

    private static String host(String server) {
        return server.substring(0, server.lastIndexOf(':'));
    }

    private static int port(String server) {
        return Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
    }

    private static List<String> list(String text) {
        List<String> all = new ArrayList<>();
        for (String one : text.split(",")) {
            if (!one.isBlank()) {
                all.add(one.strip());
            }
        }
        return List.copyOf(all);
    }

    /** Of the form that all servers take; others are refused rather than guessed. */
    private static boolean isAddress(String text) {
        return text.strip().matches("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}");
    }
}
