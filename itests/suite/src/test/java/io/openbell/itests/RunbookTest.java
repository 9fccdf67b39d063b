package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.ComponentState;
import io.openbell.api.risk.GateState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that the system can say to the person on call stands in docs/runbook.md, as read from the sources. */
class RunbookTest {

    private static final Path ROOT = Path.of(System.getProperty("openbell.root"));
    private static final Pattern EXIT_CODE = Pattern.compile("static final int [A-Z_]+ = (\\d+);");
    private static final Pattern DIE = Pattern.compile("(?:\\bdie|\\bexit) (\\d+)\\b");
    private static final Pattern NAME =
            Pattern.compile("String name\\(\\) \\{\\s*return \"([a-z-]+)\";");
    private static final Pattern HALTS =
            Pattern.compile("new HaltTrading\\(\\s*(?:([A-Z][A-Z_]*)|\"([a-z-]+)\"),");
    private static final Pattern LATCHES =
            Pattern.compile("latch\\.latch\\(\\s*(?:\"([a-z-]+)\"|([A-Za-z.]*\\b[A-Z][A-Z_]*)),");
    private static final Pattern CONSTANT =
            Pattern.compile("static final String ([A-Z_]+) =\\s*\"([a-z-]+)\";");

    private final String runbook = read(ROOT.resolve("docs/runbook.md"));

    @Test
    void shouldExplainEveryExitCode() {
        Set<Integer> codes = new TreeSet<>();
        String source =
                read(
                        ROOT.resolve(
                                "bundles/operations/launcher/src/main/java/io/openbell/launcher/ExitCode.java"));
        for (String code : found(EXIT_CODE, source)) {
            codes.add(Integer.valueOf(code));
        }
        assertThat(codes).as("read from ExitCode").contains(0, 69, 78);
        for (String code : found(DIE, read(ROOT.resolve("openbell")))) {
            codes.add(Integer.valueOf(code));
        }
        codes.remove(1);

        assertThat(codes)
                .allSatisfy(
                        code ->
                                assertThat(runbook)
                                        .containsPattern("\n\\| (\\d+, )?" + code + "\\b"));
    }

    @Test
    void shouldExplainEveryState() {
        for (ComponentState state : ComponentState.values()) {
            assertThat(runbook).contains("| `" + state + "` |");
        }
        for (GateState state : GateState.values()) {
            assertThat(runbook)
                    .contains("`" + state.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "`");
        }
    }

    @Test
    void shouldExplainEverySourceOfAHalt() {
        Set<String> sources = haltSources();

        assertThat(sources)
                .as("read from the sources")
                .contains("kill-file", "journal", "daily-loss", "rejects", "position-manager");
        assertThat(sources).allSatisfy(source -> assertThat(runbook).contains("`" + source + "`"));
    }

    @Test
    void shouldNameNoCodeThatNobodyExitsWithButThoseOfTheJvmAndOfSignals() {
        Matcher rows = Pattern.compile("\n\\| (\\d+)(?:, \\d+)? \\|").matcher(runbook);
        Set<String> documented = new TreeSet<>();
        while (rows.find()) {
            documented.add(rows.group(1));
        }
        assertThat(documented)
                .containsExactlyInAnyOrder(
                        "0", "3", "64", "69", "70", "73", "74", "75", "76", "77", "78", "130");
    }

    /** The unit starts again what the runbook says, and gives the end of a session the time it needs. */
    @Test
    void shouldSayOfEachCodeWhetherSystemdStartsAgainAsTheUnitDoes() {
        String unit =
                read(ROOT.resolve("karaf-assembly/src/main/resources/systemd/openbell.service"));
        Set<String> prevented = new TreeSet<>();
        for (String line : found(Pattern.compile("RestartPreventExitStatus=(.*)"), unit)) {
            prevented.addAll(List.of(line.split(" ")));
        }
        Set<String> notStarted = new TreeSet<>();
        Set<String> started = new TreeSet<>();
        Matcher rows = Pattern.compile("\n\\| (\\d+) \\|.*\\| (yes|no) \\|").matcher(runbook);
        while (rows.find()) {
            (rows.group(2).equals("yes") ? started : notStarted).add(rows.group(1));
        }
        notStarted.remove("0");

        assertThat(prevented).isEqualTo(notStarted).hasSize(5);
        assertThat(started).containsExactlyInAnyOrder("3", "69", "70", "74", "75");
        assertThat(unit).contains("Restart=on-failure", "TimeoutStopSec=75", "KillMode=mixed");
    }

    @Test
    void shouldExplainEveryStateAndExitCodeOfTheDeadMansSwitch() {
        String section =
                runbook.substring(
                        runbook.indexOf("## The dead-man's switch"), runbook.indexOf("## Alerts"));
        Path sources =
                ROOT.resolve("bundles/operations/dead-man/src/main/java/io/openbell/deadman");
        List<String> states =
                found(Pattern.compile("\n {8}([A-Z]+)[,\n]"), read(sources.resolve("Watch.java")));
        List<String> codes = found(EXIT_CODE, read(sources.resolve("Refused.java")));

        assertThat(states).as("read from Watch").contains("ARMED", "ACTED").hasSize(5);
        assertThat(codes).as("read from Refused").contains("64", "77").hasSize(4);
        assertThat(states).allSatisfy(state -> assertThat(section).contains("| `" + state + "` |"));
        assertThat(codes).allSatisfy(code -> assertThat(section).contains("\n| " + code + " |"));
        assertThat(
                        read(
                                ROOT.resolve(
                                        "karaf-assembly/src/main/resources/systemd/openbell-dead-man.service")))
                .contains("Restart=always", "RestartPreventExitStatus=64 73 77");
    }

    @Test
    void shouldExplainEveryAlert() {
        Set<String> told = new TreeSet<>();
        Path alerts = ROOT.resolve("bundles/operations/alerts/src/main/java/io/openbell/alerts");
        Pattern kinds =
                Pattern.compile(
                        "(?:tell|down)\\(\\s*(?:Severity\\.\\w+|severity),\\s*[^,]+,(?:\\s*seen,)?\\s*\"([a-z ]+)\""
                                + "|new Alert\\(\\s*Severity\\.\\w+,\\s*[^,]+,\\s*\"([a-z ]+)\"");
        for (String name : List.of("Observed", "ComponentAlerts", "Alerts")) {
            Matcher matcher = kinds.matcher(read(alerts.resolve(name + ".java")));
            while (matcher.find()) {
                told.add((matcher.group(1) == null ? matcher.group(2) : matcher.group(1)).strip());
            }
        }
        assertThat(told).contains("failed", "restarts", "abandoned", "gap", "halted by");
        assertThat(told)
                .allSatisfy(
                        kind ->
                                assertThat(runbook)
                                        .as(kind)
                                        .containsPattern(
                                                "\n\\| `[\\w-]+ "
                                                        + Pattern.quote(kind)
                                                        + "[ \\w]*` \\|"));
    }

    private static Set<String> haltSources() {
        Set<String> sources = new TreeSet<>();
        for (Path file : sources()) {
            String text = read(file);
            boolean halts = text.contains("new HaltTrading(") || text.contains(".latch(");
            if (!halts || file.toString().contains("/shell/")) {
                continue;
            }
            for (Pattern pattern : List.of(HALTS, LATCHES)) {
                Matcher matcher = pattern.matcher(text);
                while (matcher.find()) {
                    for (int group = 1; group <= 2; group++) {
                        String word = matcher.group(group);
                        if (word != null) {
                            sources.add(resolved(text, file, word));
                        }
                    }
                }
            }
            if (file.toString().contains("/breaker/")) {
                sources.addAll(found(NAME, text));
                Matcher constants = CONSTANT.matcher(text);
                while (constants.find()) {
                    sources.add(constants.group(2));
                }
            }
        }
        return sources;
    }

    /** A constant's value, from its own file or that of its class beside it; a word as it is. */
    private static String resolved(String text, Path file, String word) {
        String name = word.substring(word.lastIndexOf('.') + 1);
        if (!name.matches("[A-Z_]+")) {
            return word;
        }
        String where =
                word.contains(".")
                        ? read(file.resolveSibling(word.substring(0, word.indexOf('.')) + ".java"))
                        : text;
        Matcher constants = CONSTANT.matcher(where);
        while (constants.find()) {
            if (constants.group(1).equals(name)) {
                return String.valueOf(constants.group(2));
            }
        }
        throw new AssertionError(word + " in " + file + " is no constant that can be read");
    }

    private static List<Path> sources() {
        try (Stream<Path> found = Files.walk(ROOT.resolve("bundles"))) {
            return found.filter(path -> path.toString().contains("/src/main/java/"))
                    .filter(path -> path.toString().endsWith(".java"))
                    .toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
