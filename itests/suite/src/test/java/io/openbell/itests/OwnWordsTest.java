package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The project builds anywhere: no file of it names a registry's host or a folder of one machine. */
class OwnWordsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("openbell.root")).toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of(".git", ".idea", "target", "var");
    private static final long LARGEST_TEXT_BYTES = 1_000_000;

    private static final Pattern ELSEWHERE =
            Pattern.compile(
                    "https?://[^/\\s]*(?:repo|registry|artifact|nexus)[^/\\s]*[./]"
                            + "|(?<![\\w.}])/(?:work|root|tmp)/\\w");

    @Test
    void shouldNameNoRegistryAndNoFolderOfAMachine() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            ELSEWHERE
                    .matcher(text)
                    .results()
                    .forEach(hit -> found.add(ROOT.relativize(file) + ": " + hit.group()));
        }

        assertThat(found).isEmpty();
    }

    @Test
    void shouldNoticeOne() {
        String folder = "/" + "work" + "/data";
        String registry = "https://" + "registry" + ".example.org/x";

        assertThat(ELSEWHERE.matcher("reads " + folder).find()).isTrue();
        assertThat(ELSEWHERE.matcher("from " + registry).find()).isTrue();
        assertThat(ELSEWHERE.matcher("bundles/" + "work" + "/x, ${home}/tmp/x").find()).isFalse();
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(
                ROOT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attrs) {
                        return NOT_OURS.contains(String.valueOf(dir.getFileName()))
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attrs) {
                        // A worktree has a file of that name where a clone has a folder.
                        if (attrs.isRegularFile()
                                && attrs.size() < LARGEST_TEXT_BYTES
                                && !NOT_OURS.contains(String.valueOf(file.getFileName()))) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        assertThat(files).hasSizeGreaterThan(200);
        return files;
    }
}
