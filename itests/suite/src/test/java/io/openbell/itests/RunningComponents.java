package io.openbell.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a running distribution says of its components. */
final class RunningComponents {

    private final Distribution openbell;

    RunningComponents(Distribution openbell) {
        this.openbell = openbell;
    }

    /** Those that are under supervision. */
    List<String> installed() {
        List<String> found = new ArrayList<>();
        for (JsonNode line : components()) {
            boolean there =
                    !Set.of("NOT_INSTALLED", "NOT_IN_THIS_MODE")
                            .contains(line.path("state").asText());
            if (there && !line.path("id").asText().equals("launcher")) {
                found.add(line.path("id").asText());
            }
        }
        return found;
    }

    /** Those that do their job. */
    Set<String> running() {
        Set<String> running = new TreeSet<>();
        for (JsonNode line : components()) {
            if (Set.of("RUNNING", "WARNING").contains(line.path("state").asText())) {
                running.add(line.path("id").asText());
            }
        }
        return running;
    }

    /** What stands on it, in the order in which it starts. */
    List<String> dependentsInOrder(String id) {
        List<String> found = new ArrayList<>(List.of(id));
        for (JsonNode line : components()) {
            for (JsonNode ground : line.path("hard")) {
                if (found.contains(ground.asText()) && !found.contains(line.path("id").asText())) {
                    found.add(line.path("id").asText());
                }
            }
        }
        return List.copyOf(found.subList(1, found.size()));
    }

    /** Every start so far. */
    List<String> startOrder() throws IOException {
        return openbell.lines("run/start-order.txt");
    }

    /** Every stop so far. */
    List<String> stopOrder() throws IOException {
        return Files.exists(openbell.home().resolve("run/stop-order.txt"))
                ? openbell.lines("run/stop-order.txt")
                : List.of();
    }

    private JsonNode components() {
        return openbell.json("trading:components").path("components");
    }
}
