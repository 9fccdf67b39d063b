package io.openbell.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives orders to the saboteur in the bundle of faulty components. */
final class Sabotage {

    /**
     * What became of an order.
     *
     * @param detail where it was done; or why it cannot be
     */
    record Answer(boolean done, Instant at, String detail) {}

    private final Path folder;

    Sabotage(Distribution openbell) {
        this.folder = openbell.home().resolve("run/sabotage");
    }

    Answer order(String words) throws IOException {
        Path answer = folder.resolve("answer");
        Files.createDirectories(folder);
        Files.deleteIfExists(answer);
        Path fresh = folder.resolve("order.new");
        Files.writeString(fresh, words);
        Files.move(fresh, folder.resolve("order"), StandardCopyOption.ATOMIC_MOVE);
        await().alias("the saboteur takes " + words)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(answer));
        String[] parts = Files.readString(answer).split(" ", 3);
        return new Answer(parts[0].equals("done"), Instant.parse(parts[1]), parts[2]);
    }

    /** The threads that the component names. */
    List<String> threads(String id) throws IOException {
        String names = order("threads " + id).detail();
        return names.isBlank() ? List.of() : List.of(names.split(" "));
    }

    /** Of the whole process, each with its number. */
    Set<String> allThreads() throws IOException {
        return Set.of(order("all-threads launcher").detail().split(";"));
    }

    /** What it noted of a fault that came later than the order; empty if it did not come. */
    Optional<String> note(String name) throws IOException {
        Path note = folder.resolve(name);
        return Files.exists(note) ? Optional.of(Files.readString(note)) : Optional.empty();
    }

    void forget(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }
}
