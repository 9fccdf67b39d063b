package io.openbell.api.session;

import java.util.Optional;

/** The only place where secrets live. They came through a pipe, and are in no property, configuration or environment. */
public interface SecretStore {

    /** Alpaca's key for this mode; empty when none was given, which means the built-in exchange in paper mode. */
    Optional<Credentials> alpaca(TradingMode mode);

    /**
     * A secret by the name of its environment variable, for example {@code OPENROUTER_API_KEY}; empty when none was given.
     * Ask for it where it is used, and keep it no longer.
     */
    default Optional<String> named(String variable) {
        return Optional.empty();
    }

    /** The text with every known secret replaced by {@code [redacted]}. */
    String redact(String text);
}
