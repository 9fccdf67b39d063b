package io.openbell.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the files in {@code etc/} say of a key is what the code has for it. Compared with the source of the definitions that
 * the build turns into metatype documents, so that it holds whatever was built before.
 */
class ShippedDefaultsTest {

    private static final Path ROOT = Path.of("../../..");

    private static final Pattern DESIGNATE = Pattern.compile("@Designate\\(ocd = (\\w+)\\.class");
    private static final Pattern PID =
            Pattern.compile("configurationPid = \"(openbell\\.[\\w-]+)\"");
    private static final Pattern KEY =
            Pattern.compile("\\s(\\w+)\\(\\)(?:\\s+default\\s+([^;]+))?;", Pattern.DOTALL);
    private static final Pattern WORD =
            Pattern.compile("\"([^\"]*)\"|(-?[0-9][0-9_.]*)[LlDdFf]?|true|false");
    private static final Pattern LINE = Pattern.compile("#?([A-Za-z]\\w*) =.*");

    @Test
    void shouldSayOfEveryKeyTheDefaultThatTheCodeHas() throws IOException {
        Map<String, Path> definitions = definitions();
        Set<String> differences = new TreeSet<>();
        int compared = 0;
        for (Map.Entry<String, Path> definition : definitions.entrySet()) {
            Map<String, String> defaults = defaults(Files.readString(definition.getValue()));
            Map<String, String> said = said(definition.getKey());
            defaults.keySet().stream()
                    .filter(key -> !said.containsKey(key))
                    .forEach(key -> differences.add(definition.getKey() + " lacks " + key));
            for (Map.Entry<String, String> comment : said.entrySet()) {
                String value = defaults.get(comment.getKey());
                String key = definition.getKey() + ' ' + comment.getKey();
                compared++;
                if (value == null) {
                    differences.add(key + " is no key of the code");
                } else if (!says(comment.getValue(), value)) {
                    differences.add(key + ": the code has '" + value + "'; " + comment.getValue());
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(definitions).as("files compared").hasSizeGreaterThan(6);
        assertThat(compared).as("keys compared").isGreaterThan(100);
    }

    @Test
    void shouldNoticeADefaultThatIsMisspelt() {
        assertThat(says("Most orders. 1 to 100, default 50.", "50")).isTrue();
        assertThat(says("Most orders. 1 to 100, default 50.", "5")).isFalse();
        assertThat(says("How much. Default 0.5.", "0")).isFalse();
        assertThat(says("Kinds. Default US_EQUITY,CRIPTO.", "US_EQUITY,CRYPTO")).isFalse();
        assertThat(says("Kinds. Default US_EQUITY,CRYPTO.", "US_EQUITY")).isFalse();
        assertThat(says("Symbols. Default empty.", "")).isTrue();
        assertThat(says("Symbols. Default AAPL.", "")).isFalse();
    }

    private static boolean says(String comment, String value) {
        String word = value.isEmpty() ? "(empty|none)" : Pattern.quote(value);
        return Pattern.compile("[Dd]efault:? " + word + "(?![\\w]|[.,][\\w])")
                .matcher(comment)
                .find();
    }

    /** The comments above each key of that file; what stands without a comment of its own shares the one before. */
    private static Map<String, String> said(String pid) throws IOException {
        Map<String, String> said = new TreeMap<>();
        StringBuilder comment = new StringBuilder();
        String text = Files.readString(ROOT.resolve("etc").resolve(pid + ".cfg"));
        int supervision = text.indexOf("# How the component is supervised.");
        List<String> lines =
                text.substring(0, supervision < 0 ? text.length() : supervision).lines().toList();
        for (String line : lines) {
            Matcher key = LINE.matcher(line);
            if (key.matches()) {
                said.put(key.group(1), comment.toString());
            } else if (line.startsWith("#")) {
                comment.append(line.substring(1).strip()).append(' ');
            } else {
                comment.setLength(0);
            }
        }
        return said;
    }

    /** The files of the definitions, by the PID they are designated for. */
    private static Map<String, Path> definitions() throws IOException {
        Map<String, Path> byPid = new TreeMap<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            Matcher designate = DESIGNATE.matcher(text);
            Matcher pid = PID.matcher(text);
            if (designate.find() && pid.find()) {
                byPid.put(pid.group(1), source.resolveSibling(designate.group(1) + ".java"));
            }
        }
        return byPid;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("bundles"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/"))
                    .toList();
        }
    }

    private static Map<String, String> defaults(String source) {
        Map<String, String> defaults = new TreeMap<>();
        Matcher key = KEY.matcher(source.replaceAll("(?s)/\\*.*?\\*/", ""));
        while (key.find()) {
            defaults.put(key.group(1), value(key.group(2) == null ? "" : key.group(2)));
        }
        return defaults;
    }

    private static String value(String expression) {
        boolean list = expression.strip().startsWith("{");
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(expression);
        while (word.find()) {
            String text = word.group(1);
            words.add(text == null ? number(word.group()) : text);
        }
        return words.stream().collect(Collectors.joining(list ? "," : ""));
    }

    private static String number(String literal) {
        return literal.equals("true") || literal.equals("false")
                ? literal
                : literal.replace("_", "").replaceAll("[LDFldf]$", "").replaceAll("\\.0$", "");
    }
}
