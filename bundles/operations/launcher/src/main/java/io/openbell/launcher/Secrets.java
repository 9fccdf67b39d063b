package io.openbell.launcher;

import io.openbell.api.session.Credentials;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.TradingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The secrets of this process, as bytes. Immutable. */
final class Secrets implements SecretStore {

    private static final String PAPER_KEY = "ALPACA_API_KEY";
    private static final String PAPER_SECRET = "ALPACA_SECRET_KEY";
    private static final String LIVE_KEY = "ALPACA_LIVE_API_KEY";
    private static final String LIVE_SECRET = "ALPACA_LIVE_SECRET_KEY";
    private static final String REDACTED = "[redacted]";

    private final Map<String, byte[]> byName;

    /** Longest first, so that one that is a part of another does not spoil it. */
    private final List<byte[]> all;

    /**
     * These.
     *
     * @throws StartException if one half of a pair is missing, or both pairs are of one account
     */
    Secrets(Map<String, byte[]> byName) throws StartException {
        this.byName = new TreeMap<>(byName);
        this.all =
                byName.values().stream()
                        .sorted(
                                Comparator.comparingInt((byte[] secret) -> secret.length)
                                        .reversed())
                        .toList();
        requirePair(PAPER_KEY, PAPER_SECRET);
        requirePair(LIVE_KEY, LIVE_SECRET);
        requireTwoAccounts();
    }

    @Override
    public Optional<Credentials> alpaca(TradingMode mode) {
        return switch (mode) {
            case PAPER, RESEARCH -> pair(PAPER_KEY, PAPER_SECRET);
            case LIVE -> pair(LIVE_KEY, LIVE_SECRET);
            case BACKTEST -> Optional.empty();
        };
    }

    @Override
    public Optional<String> named(String variable) {
        byte[] secret = byName.get(variable);
        return secret == null ? Optional.empty() : Optional.of(text(secret));
    }

    @Override
    public String redact(String text) {
        String clean = text;
        for (byte[] secret : all) {
            // Behind what was put there: a secret may be a part of that word.
            int at = indexOf(clean, secret, 0);
            while (at >= 0) {
                clean = clean.substring(0, at) + REDACTED + clean.substring(at + secret.length);
                at = indexOf(clean, secret, at + REDACTED.length());
            }
        }
        return clean;
    }

    /** Shows how many, and nothing of them. */
    @Override
    public String toString() {
        return "Secrets[" + all.size() + " redacted]";
    }

    private Optional<Credentials> pair(String keyId, String secret) {
        byte[] first = byName.get(keyId);
        byte[] second = byName.get(secret);
        return first == null || second == null
                ? Optional.empty()
                : Optional.of(new Credentials(text(first), text(second)));
    }

    private void requirePair(String one, String other) throws StartException {
        if (byName.containsKey(one) != byName.containsKey(other)) {
            boolean first = byName.containsKey(one);
            throw new StartException(
                    ExitCode.CREDENTIALS,
                    (first ? one : other)
                            + " is set and "
                            + (first ? other : one)
                            + " is not; set both, or none to trade on the built-in exchange");
        }
    }

    /** One of them stands in the other's place, and nobody can tell which. */
    private void requireTwoAccounts() throws StartException {
        byte[] paper = byName.get(PAPER_KEY);
        if (paper != null && Arrays.equals(paper, byName.get(LIVE_KEY))) {
            throw new StartException(
                    ExitCode.CREDENTIALS,
                    PAPER_KEY
                            + " and "
                            + LIVE_KEY
                            + " hold the same key id; a paper account and a live one have different"
                            + " keys: set each to its own, or unset one pair");
        }
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    private static int indexOf(@Nullable String text, byte[] secret, int from) {
        if (text == null) {
            return -1;
        }
        for (int at = from; at <= text.length() - secret.length; at++) {
            int matched = 0;
            while (matched < secret.length && text.charAt(at + matched) == secret[matched]) {
                matched++;
            }
            if (matched == secret.length) {
                return at;
            }
        }
        return -1;
    }
}
