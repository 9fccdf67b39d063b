package io.openbell.launcher.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One {@code openbell.*.cfg}: lines {@code key = value}, comments after {@code #} or {@code !} at the start of a line. There
 * are no escapes, no continued lines and no references to anything outside the file: what stands there is what is meant.
 *
 * @param name     of the file
 * @param values   by key, in the order of the file, trimmed
 * @param problems what could not be read
 */
public record ConfigurationFile(String name, Map<String, String> values, List<Problem> problems) {

    /** Before the component's id in the file's name. */
    public static final String PREFIX = "openbell.";

    /** After it. */
    public static final String SUFFIX = ".cfg";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Keeps copies. */
    public ConfigurationFile {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        problems = List.copyOf(problems);
    }

    /** It is one of ours, by its name. */
    public static boolean isOurs(String fileName) {
        return fileName.startsWith(PREFIX)
                && fileName.endsWith(SUFFIX)
                && fileName.length() > PREFIX.length() + SUFFIX.length();
    }

    /** The PID: the name without its end. */
    public String pid() {
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** Reads the bytes of a file. */
    public static ConfigurationFile parse(String name, byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return broken(name, "is not UTF-8 text; save it as UTF-8");
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        if (text.isBlank()) {
            return broken(
                    name, "is empty; delete the file to get the shipped one at the next start");
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String stripped = line.strip();
            if (!stripped.isEmpty() && stripped.charAt(0) != '#' && stripped.charAt(0) != '!') {
                readLine(name, number, stripped, values, problems);
            }
        }
        return new ConfigurationFile(name, values, problems);
    }

    private static void readLine(
            String name,
            int number,
            String line,
            Map<String, String> values,
            List<Problem> problems) {
        int equals = line.indexOf('=');
        String key = equals < 0 ? "" : line.substring(0, equals).strip();
        String value = equals < 0 ? "" : line.substring(equals + 1).strip();
        if (!key.matches("[A-Za-z][A-Za-z0-9_.-]*")) {
            problems.add(
                    new Problem(
                            name,
                            "line "
                                    + number
                                    + ", column 1: '"
                                    + (line.length() <= 60 ? line : line.substring(0, 60) + "...")
                                    + "' is not of the form key = value; correct it, or make it a comment"
                                    + " with #"));
        } else if (value.contains("${") || value.contains("$[")) {
            problems.add(
                    new Problem(
                            name,
                            key
                                    + ": line "
                                    + number
                                    + ": ${...} and $[...] are not replaced here; write the value"
                                    + " itself (credentials belong into the environment)"));
        } else if (values.putIfAbsent(key, value) != null) {
            problems.add(
                    new Problem(
                            name,
                            key
                                    + " = "
                                    + value
                                    + ": line "
                                    + number
                                    + ": the key stands twice; remove one of the lines"));
        }
    }

    private static ConfigurationFile broken(String name, String problem) {
        return new ConfigurationFile(name, Map.of(), List.of(new Problem(name, problem)));
    }
}
