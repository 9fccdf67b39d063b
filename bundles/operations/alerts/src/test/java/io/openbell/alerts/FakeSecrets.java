package io.openbell.alerts;

import io.openbell.api.session.Credentials;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.TradingMode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Secrets by name. */
final class FakeSecrets implements SecretStore {

    private final Map<String, String> byName = new TreeMap<>();

    FakeSecrets with(String name, String value) {
        byName.put(name, value);
        return this;
    }

    @Override
    public Optional<Credentials> alpaca(TradingMode mode) {
        return Optional.empty();
    }

    @Override
    public Optional<String> named(String variable) {
        return Optional.ofNullable(byName.get(variable));
    }

    @Override
    public String redact(String text) {
        String clean = text;
        for (String secret : byName.values()) {
            clean = clean.replace(secret, "[redacted]");
        }
        return clean;
    }
}
