package io.openbell.launcher;

import io.openbell.api.session.Session;
import io.openbell.launcher.status.StatusTable;

/** The first lines on the terminal. */
final class Banner {

    private Banner() {}

    static String of(Session session, int sshPort, String hostKey, boolean colour) {
        return """
                Openbell %s: %s
                  home   %s
                  shell  ./openbell shell   (127.0.0.1:%d, key %s)
                         its host key is %s
                  stop   Ctrl+C here, or ./openbell stop
                """
                .formatted(
                        session.version(),
                        StatusTable.mode(session.mode(), colour),
                        session.home(),
                        sshPort,
                        session.home().resolve("run/shell.key"),
                        hostKey);
    }
}
