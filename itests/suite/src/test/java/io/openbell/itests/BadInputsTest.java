package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue of bad inputs has a row for each, and names tests that there are. */
class BadInputsTest {

    private static final Path ROOT = Path.of(System.getProperty("openbell.root"));
    private static final Pattern ROW = Pattern.compile("\\| (B\\d+) \\| .+ \\| .+ \\| (.+) \\|");

    @Test
    void shouldHaveEveryInputOfTheCatalogueInARowOfItsOwn() throws IOException {
        Set<String> expected =
                IntStream.concat(IntStream.rangeClosed(1, 17), IntStream.rangeClosed(22, 105))
                        .mapToObj("B%02d"::formatted)
                        .collect(Collectors.toCollection(TreeSet::new));

        Set<String> found = new TreeSet<>();
        rows().forEach(row -> found.add(row.group(1)));

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void shouldNameTestsThatThereAre() throws IOException {
        Set<String> tests = tests();
        List<String> unknown = new ArrayList<>();
        for (Matcher row : rows()) {
            for (String name : row.group(2).split(", ")) {
                if (!name.equals("-") && !tests.contains(name)) {
                    unknown.add(row.group(1) + " " + name);
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void shouldNameATableOnlyThatHasTheInput() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String table : List.of("BadStartsIT", "BadRunsIT")) {
            String source =
                    Files.readString(
                            ROOT.resolve("itests/suite/src/test/java/io/openbell/itests")
                                    .resolve(table + ".java"));
            for (Matcher row : rows()) {
                boolean named = List.of(row.group(2).split(", ")).contains(table);
                if (named && !source.matches("(?s).*\\b" + row.group(1) + "\\b.*")) {
                    missing.add(row.group(1) + " " + table);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    private static List<Matcher> rows() throws IOException {
        List<Matcher> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/bad-inputs.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files =
                Stream.concat(
                        Files.walk(ROOT.resolve("bundles")), Files.walk(ROOT.resolve("itests")))) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*(Test|IT)\\.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
