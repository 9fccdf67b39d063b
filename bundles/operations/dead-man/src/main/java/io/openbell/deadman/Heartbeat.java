package io.openbell.deadman;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the system said of itself last, in {@code run/heartbeat}.
 *
 * @param instance another one for each process
 * @param count    goes up with every look at which supervisor, loop, journal and gate had gone on
 * @param state    {@code running}, {@code closing} or {@code clean}
 * @param gate     for people
 * @param market   {@code swept}: trading is halted, and the venue has no order left that the halt wanted gone
 * @param mode     {@code paper} or {@code live}; empty if it is not known
 * @param account  whose orders these are; empty if it is not known
 */
record Heartbeat(
        String instance,
        String count,
        String state,
        String gate,
        String market,
        String mode,
        String account) {

    /** There is something, and it cannot be understood: whoever wrote it may trade. */
    static final Heartbeat UNREADABLE = new Heartbeat("?", "?", "running", "?", "?", "", "");

    private static final int MOST_BYTES = 4_096;

    /** Empty if there is none. */
    static Optional<Heartbeat> read(Path file) {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return Optional.of(
                    parse(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.of(UNREADABLE);
        }
    }

    private static Heartbeat parse(String text) {
        Map<String, String> lines = new HashMap<>();
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                lines.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        if (!lines.keySet().containsAll(List.of("instance", "count", "state"))) {
            return UNREADABLE;
        }
        return new Heartbeat(
                lines.getOrDefault("instance", ""),
                lines.getOrDefault("count", ""),
                lines.getOrDefault("state", ""),
                lines.getOrDefault("gate", ""),
                lines.getOrDefault("market", ""),
                lines.getOrDefault("mode", ""),
                lines.getOrDefault("account", ""));
    }

    /** Somebody's word; else there only is something. */
    boolean isReadable() {
        return !equals(UNREADABLE);
    }

    /** Something has gone on since that one. */
    boolean isProgressOver(Heartbeat before) {
        return !instance.equals(before.instance)
                || !count.equals(before.count)
                || !state.equals(before.state);
    }

    boolean isClosing() {
        return state.equals("closing");
    }

    boolean isHalted() {
        return gate.equals("HALTED");
    }

    /** Nobody need do anything if this was the last word. */
    boolean isLastWord() {
        return state.equals("clean") || market.equals("swept");
    }
}
