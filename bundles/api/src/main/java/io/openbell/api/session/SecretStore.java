package io.openbell.api.session;

import java.util.Optional;

/** The only place where secrets live. They came through a pipe, and are in no property, configuration or environment. */
public interface SecretStore {

    /** Alpaca's key for this mode; empty when none was given, which means the built-in exchange in paper mode. */
    Optional<Credentials> alpaca(TradingMode mode);

    /** The text with every known secret replaced by {@code [redacted]}. */
    String redact(String text);
}
