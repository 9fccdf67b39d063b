package io.openbell.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.launcher.supervisor.Catalogue;
import io.openbell.launcher.supervisor.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files in {@code etc/} explain themselves. */
class ShippedFilesTest {

    private static final Path ETC = Path.of("../../../etc");
    private static final String BLOCK = "# How the component is supervised.";

    @Test
    void shouldEndEveryComponentsFileWithTheSameKeysOfSupervision() throws IOException {
        Set<String> blocks = new HashSet<>();
        for (Path file : files()) {
            String text = Files.readString(file);
            if (isSupervised(file)) {
                assertThat(text).as("%s", file).contains(BLOCK);
                String block = text.substring(text.indexOf(BLOCK));
                boolean required = isRequired(file);
                assertThat(block).as("%s", file).contains("#required = " + required + "\n");
                blocks.add(required ? block : asOfARequiredOne(block));
            } else {
                assertThat(text).as("%s", file).doesNotContain(BLOCK);
            }
        }
        assertThat(blocks).hasSize(1);
    }

    private static boolean isRequired(Path file) {
        return Catalogue.entries().stream()
                .filter(entry -> file.endsWith("openbell." + entry.id() + ".cfg"))
                .allMatch(Catalogue.Entry::required);
    }

    /** The one key whose default depends on the component. */
    private static String asOfARequiredOne(String block) {
        return block.replace(
                        "only with it: true or false. Default false.",
                        "only with it: true or false. Default true.")
                .replace("#required = false", "#required = true");
    }

    @Test
    void shouldShowTheDefaultsOfSupervisionAsTheyAre() throws IOException {
        String text = Files.readString(ETC.resolve("openbell.order-executor.cfg"));
        Map<String, String> shown = new TreeMap<>();
        text.substring(text.indexOf(BLOCK))
                .lines()
                .filter(line -> line.matches("#[A-Za-z]+ =.*"))
                .map(line -> line.substring(1).split(" =", 2))
                .forEach(pair -> shown.put(pair[0], pair[1].strip()));

        assertThat(shown.keySet()).containsExactlyInAnyOrderElementsOf(SupervisionKeys.NAMES);
        assertThat(SupervisionKeys.policy(shown, false)).isEqualTo(Policy.defaults(true));
        shown.forEach((key, value) -> assertThat(SupervisionKeys.problem(key, value)).isEmpty());
    }

    @Test
    void shouldStateDefaultAndRangeOfEveryKey() throws IOException {
        for (Path file : files()) {
            if (file.endsWith("openbell.simulator.cfg")) {
                continue; // The exchange's own test compares that one with its code.
            }
            List<String> comment = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("#")) {
                    comment.add(line);
                } else if (line.contains("=")) {
                    String said = String.join(" ", comment);
                    assertThat(said).as("%s: %s", file, line).containsAnyOf("efault", "shipped as");
                    if (line.matches(".*= *-?[0-9.]+")) {
                        assertThat(said).as("%s: %s", file, line).containsAnyOf(" to ", "at most");
                    }
                } else {
                    comment.clear();
                }
            }
        }
    }

    private static boolean isSupervised(Path file) {
        String name = file.getFileName().toString();
        String id = name.substring("openbell.".length(), name.length() - ".cfg".length());
        return !id.equals(Catalogue.LAUNCHER) && Catalogue.find(id).isPresent();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(ETC)) {
            List<Path> ours = files.filter(file -> file.toString().endsWith(".cfg")).toList();
            assertThat(ours).isNotEmpty();
            return ours;
        }
    }
}
