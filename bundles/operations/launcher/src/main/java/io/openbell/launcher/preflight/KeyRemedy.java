package io.openbell.launcher.preflight;

import io.openbell.api.session.Credentials;
import java.util.Optional;

/** What to do where the venue refuses the key that it was asked with. */
final class KeyRemedy {

    private static final String LIVE_FORM = "AK";

    private KeyRemedy() {}

    /**
     * In paper trading and research.
     *
     * @param outside those of the environment; empty on the built-in exchange
     */
    static String of(Optional<Credentials> outside) {
        return outside.map(KeyRemedy::ofPaper)
                .orElse("the built-in exchange does not take the key it announced: start again");
    }

    /** Alpaca promises no form of its key ids: what it looks like is a hint, and refuses nothing by itself. */
    private static String ofPaper(Credentials given) {
        return "set ALPACA_API_KEY and ALPACA_SECRET_KEY to keys of the paper account"
                + (given.keyId().startsWith(LIVE_FORM)
                        ? "; ALPACA_API_KEY begins as keys of live accounts do, and those do not work here"
                        : "; keys of a live account do not work here")
                + "; or unset both to trade on the built-in exchange";
    }
}
