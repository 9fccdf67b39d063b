package io.openbell.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the Supervisor wrote down: each change of a component's state in the log, and each failure it charged. */
final class Timeline {

    private static final Set<String> READY = Set.of("RUNNING", "WARNING");
    private static final Pattern CHANGE =
            Pattern.compile(
                    "^(\\S+) .* transition=(\\d+) component=(\\S+) generation=(\\d+) from=\\S+"
                            + " to=(\\S+) cause=.*");

    /** A component entered a state. */
    record Change(Instant at, long number, String id, long generation, String to) {

        boolean isReady() {
            return READY.contains(to);
        }
    }

    /** A failure that counts against a component. */
    record Failure(Instant at, String reason) {}

    private final Path home;

    Timeline(Path home) {
        this.home = home;
    }

    /** Those with higher numbers. */
    List<Change> changesAfter(long number) {
        Path log = home.resolve("logs/openbell.log");
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("transition="))
                    .map(CHANGE::matcher)
                    .filter(Matcher::matches)
                    .map(
                            found ->
                                    new Change(
                                            OffsetDateTime.parse(found.group(1)).toInstant(),
                                            Long.parseLong(found.group(2)),
                                            found.group(3),
                                            Long.parseLong(found.group(4)),
                                            found.group(5)))
                    .filter(change -> change.number() > number)
                    .toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** The number of the latest one. */
    long latest() {
        return changesAfter(-1).stream().mapToLong(Change::number).max().orElse(0);
    }

    static Optional<Change> first(List<Change> changes, String id, Instant from, String to) {
        return changes.stream()
                .filter(change -> change.id().equals(id) && change.to().equals(to))
                .filter(change -> !change.at().isBefore(from))
                .findFirst();
    }

    /** Since the home is in use, in order. */
    List<Failure> failures(String id) {
        Path log = home.resolve("supervision/failures.log");
        try {
            return Files.exists(log)
                    ? Files.readAllLines(log).stream()
                            .map(line -> line.split(" ", 4))
                            .filter(words -> words[0].equals("FAILED") && words[2].equals(id))
                            .map(words -> new Failure(Instant.parse(words[1]), words[3]))
                            .toList()
                    : List.of();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
