package io.openbell.launcher.backup;

import io.openbell.api.engine.JournalInspector;
import io.openbell.api.session.Backups;
import io.openbell.api.session.Credentials;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The backups of a home, made when somebody asks. */
public final class HomeBackups {

    private HomeBackups() {}

    /** As the launcher makes them, with the shipped configuration but for the room that must stay free. */
    public static Backups of(Path home, JournalInspector journals, InstantSource clock) {
        BackupConfig config =
                (BackupConfig)
                        Proxy.newProxyInstance(
                                HomeBackups.class.getClassLoader(),
                                new Class<?>[] {BackupConfig.class},
                                (proxy, method, arguments) ->
                                        method.getName().equals("minFreeMegabytes")
                                                ? 0
                                                : method.getDefaultValue());
        Session session = new Session(TradingMode.PAPER, home, "proof", clock.instant(), false);
        BackupService service = new BackupService(session, new NoSecrets(), config, clock);
        service.inspector = journals;
        return service;
    }

    private static final class NoSecrets implements SecretStore {

        @Override
        public Optional<Credentials> alpaca(TradingMode mode) {
            return Optional.empty();
        }

        @Override
        public String redact(String text) {
            return text;
        }
    }
}
