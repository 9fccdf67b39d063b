package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Somebody who types what the documentation says, one block after the other, in a folder where {@code ./openbell} is. Maven
 * works without a network, and downloads into a repository of its own.
 */
final class Newcomer {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path SCRIPT =
            Path.of(System.getProperty("openbell.root")).resolve("openbell");

    private final Distribution openbell;
    private final Path desk;
    private final Path tools;
    private Path where;

    Newcomer(Distribution openbell, Path desk) throws IOException {
        this.openbell = openbell;
        this.desk = desk;
        this.where = Files.createDirectories(desk.resolve("at"));
        this.tools = Files.createDirectories(desk.resolve("tools"));
        Files.createSymbolicLink(where.resolve("openbell"), SCRIPT.toRealPath());
        Path mvn = tools.resolve("mvn");
        Files.writeString(
                mvn,
                "#!/bin/sh\nexec '%s/bin/mvn' -o -B -ntp -q -Daether.offline.protocols=file -Dmaven.repo.local='%s' \"$@\"\n"
                        .formatted(System.getProperty("openbell.maven"), repository()));
        assertThat(mvn.toFile().setExecutable(true)).isTrue();
    }

    /** The plugins of the build's own repository, and of Openbell nothing: it is to come from the distribution. */
    private Path repository() throws IOException {
        Path present = Path.of(System.getProperty("openbell.localRepository"));
        Path own = Files.createDirectories(desk.resolve("repository"));
        link(present, own, "io");
        link(present.resolve("io"), Files.createDirectories(own.resolve("io")), "openbell");
        return own;
    }

    private static void link(Path from, Path to, String without) throws IOException {
        try (Stream<Path> groups = Files.list(from)) {
            for (Path group : groups.toList()) {
                if (!String.valueOf(group.getFileName()).equals(without)) {
                    Files.createSymbolicLink(to.resolve(group.getFileName()), group);
                }
            }
        }
    }

    /** Every block of the shell is typed; what a block of text shows must be seen after the one before it. */
    void follow(Guide guide) throws Exception {
        String repeat = "";
        for (Guide.Block block : guide.blocks()) {
            if (block.language().equals("sh")) {
                Distribution.Ended ended = type(block.text());
                assertThat(ended.exitCode()).as("%s\n%s", block.text(), ended.output()).isZero();
                repeat = block.lastLine();
            } else if (block.language().equals("text")) {
                see(block.text(), repeat);
            }
        }
    }

    private void see(String text, String repeat) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            String output = type(repeat).output();
                            for (String line : text.lines().toList()) {
                                assertThat(output.lines().anyMatch(seen -> shows(seen, line)))
                                        .as("'%s' after %s in\n%s", line, repeat, output)
                                        .isTrue();
                            }
                        });
    }

    /** The words stand in it in their order, whatever is between them. */
    private static boolean shows(String seen, String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        int next = 0;
        for (String word : seen.strip().split("[\\s│|,\\[\\]]+")) {
            next += next < words.size() && word.equals(words.get(next)) ? 1 : 0;
        }
        return next == words.size();
    }

    private Distribution.Ended type(String lines) throws IOException, InterruptedException {
        Path output = desk.resolve("output");
        Path left = desk.resolve("where");
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-ec", lines + "\npwd > '" + left.toAbsolutePath() + "'")
                        .directory(where.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        shell.environment().put("OPENBELL_HOME", openbell.home().toString());
        shell.environment().merge("PATH", "", (path, none) -> tools.toAbsolutePath() + ":" + path);
        Process process = shell.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(lines).isTrue();
        if (process.exitValue() == 0) {
            where = Path.of(Files.readString(left).strip());
        }
        return new Distribution.Ended(process.exitValue(), Files.readString(output));
    }
}
