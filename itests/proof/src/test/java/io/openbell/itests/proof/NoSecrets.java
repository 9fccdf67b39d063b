package io.openbell.itests.proof;

import io.openbell.api.session.Credentials;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.TradingMode;
import java.util.Optional;

/** The built-in exchange needs none. */
record NoSecrets() implements SecretStore {

    @Override
    public Optional<Credentials> alpaca(TradingMode mode) {
        return Optional.empty();
    }

    @Override
    public String redact(String text) {
        return text;
    }
}
