package io.openbell.launcher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder with {@code openbell.*.cfg} files. */
public final class ConfigurationFolder {

    static final String UNREADABLE = "unreadable";

    private static final Pattern COMMENTED_KEY =
            Pattern.compile("^[#!]\\s*([A-Za-z][A-Za-z0-9]*)\\s*=.*$", Pattern.MULTILINE);

    private final Path folder;

    /** That one; it need not exist. */
    public ConfigurationFolder(Path folder) {
        this.folder = folder;
    }

    /** All files, by name, and whatever else has such a name. One that cannot be read has that as its problem. */
    public List<ConfigurationFile> read() throws IOException {
        List<ConfigurationFile> files = new ArrayList<>();
        for (String name : names()) {
            files.add(read(name));
        }
        return files;
    }

    /** One file. */
    ConfigurationFile read(String name) {
        try {
            return ConfigurationFile.parse(name, bytes(folder.resolve(name)));
        } catch (IOException unreadable) {
            String text = reason(folder.resolve(name), unreadable);
            return new ConfigurationFile(name, Map.of(), List.of(new Problem(name, text)));
        }
    }

    /** Of a file: what else has the name may never end. */
    private static byte[] bytes(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("no file");
        }
        return Files.readAllBytes(file);
    }

    private static String reason(Path file, IOException unreadable) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return (Files.isDirectory(file) ? "is a folder" : "is no file")
                    + "; remove it to have the defaults";
        }
        if (Files.isSymbolicLink(file) && Files.notExists(file)) {
            return "is a link to a file that is not there; bring that back, or remove the link to"
                    + " have the defaults";
        }
        return "cannot be read: " + unreadable;
    }

    /** Something with that name is there. */
    boolean has(String name) {
        return Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** The PIDs of all files. */
    public Set<String> pids() throws IOException {
        Set<String> pids = new TreeSet<>();
        for (String name : names()) {
            pids.add(name.substring(0, name.length() - ConfigurationFile.SUFFIX.length()));
        }
        return pids;
    }

    /** Something that is another one whenever the file with that name changed; {@link #UNREADABLE} while it cannot be read. */
    Map<String, String> fingerprints() throws IOException {
        Map<String, String> prints = new TreeMap<>();
        for (String name : names()) {
            prints.put(name, fingerprint(folder.resolve(name)));
        }
        return prints;
    }

    private static String fingerprint(Path file) {
        try {
            byte[] bytes = bytes(file);
            return bytes.length + " " + Arrays.hashCode(bytes);
        } catch (IOException unreadable) {
            return UNREADABLE;
        }
    }

    /**
     * Brings this folder up to date with what we ship: copies files that are absent, and never touches one that is there.
     *
     * @return by the name of a file that is there, the keys it does not mention yet, not even in a comment
     */
    public Map<String, List<String>> addWhatIsNew(ConfigurationFolder shipped) throws IOException {
        Map<String, List<String>> news = new LinkedHashMap<>();
        Files.createDirectories(folder);
        for (String name : shipped.names()) {
            Path theirs = folder.resolve(name);
            // A link to nowhere is there: whoever made it did not want our defaults.
            if (!Files.exists(theirs, LinkOption.NOFOLLOW_LINKS)) {
                Path fresh = folder.resolve(name + ".new");
                Files.copy(
                        shipped.folder.resolve(name), fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.move(fresh, theirs, StandardCopyOption.ATOMIC_MOVE);
                continue;
            }
            Set<String> added = new TreeSet<>(shipped.read(name).values().keySet());
            ConfigurationFile present = read(name);
            if (!present.problems().isEmpty()) {
                continue;
            }
            added.removeAll(present.values().keySet());
            added.removeAll(commentedKeys(theirs));
            if (!added.isEmpty()) {
                news.put(name, List.copyOf(added));
            }
        }
        return news;
    }

    private static Set<String> commentedKeys(Path file) throws IOException {
        Set<String> keys = new TreeSet<>();
        String text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
        COMMENTED_KEY.matcher(text).results().forEach(match -> keys.add(match.group(1)));
        return keys;
    }

    private List<String> names() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(ConfigurationFile::isOurs)
                    .sorted()
                    .toList();
        }
    }
}
