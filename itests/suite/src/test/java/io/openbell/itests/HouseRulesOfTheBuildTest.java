package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules 1 and 2 are the build's: it has to stop a bundle that breaks one, and to say which rule it was. */
class HouseRulesOfTheBuildTest {

    private static final Path ROOT =
            Path.of(System.getProperty("openbell.root")).toAbsolutePath().normalize();

    @TempDir Path folder = Path.of("");

    @Test
    void shouldStopTheBuildOfABundleThatDependsOnMoreOfOursThanItMay() throws Exception {
        // With the kernel taken from the allowed ones, a bundle that uses it is a violator.
        String output = validate("position-manager", "-Dopenbell.allowed=api");

        assertThat(output)
                .contains("BUILD FAILURE")
                .contains("House rule 1")
                .contains("io.openbell:kernel");
    }

    @Test
    void shouldPassABundleThatDependsOnWhatItMay() throws Exception {
        assertThat(validate("position-manager")).contains("BUILD SUCCESS");
    }

    @Test
    void shouldAllowTheSimulatorNothingButApi() throws Exception {
        assertThat(Files.readString(ROOT.resolve("bundles/adapters/simulator/pom.xml")))
                .contains("<openbell.allowed>api</openbell.allowed>");
    }

    @Test
    void shouldStopTheBuildOfABundleThatExportsAPackage() throws Exception {
        writeBundle("@Export @Version(\"1.0\")");

        assertThat(build())
                .contains("BUILD FAILURE")
                .contains("House rule 2")
                .contains("visitor exports io.openbell.visitor");
    }

    @Test
    void shouldPassABundleThatKeepsItsPackagesToItself() throws Exception {
        writeBundle("");

        assertThat(build()).contains("BUILD SUCCESS");
    }

    /** A bundle of one class, a child of the bundles' parent, outside the tree. */
    private void writeBundle(String annotations) throws IOException {
        Files.writeString(
                folder.resolve("pom.xml"),
                """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                    <modelVersion>4.0.0</modelVersion>
                    <parent>
                        <groupId>io.openbell</groupId>
                        <artifactId>bundles</artifactId>
                        <version>%s</version>
                        <relativePath>%s</relativePath>
                    </parent>
                    <artifactId>visitor</artifactId>
                </project>
                """
                        .formatted(
                                System.getProperty("openbell.version"),
                                folder.toRealPath().relativize(ROOT.toRealPath())
                                        + "/bundles/pom.xml"));
        // Error Prone needs the compiler's own packages, which the options in .mvn open.
        Files.createDirectories(folder.resolve(".mvn"));
        Files.copy(ROOT.resolve(".mvn/jvm.config"), folder.resolve(".mvn/jvm.config"));
        Path sources = folder.resolve("src/main/java/io/openbell/visitor");
        Files.createDirectories(sources);
        Files.writeString(
                sources.resolve("package-info.java"),
                """
                %s
                @NullMarked
                package io.openbell.visitor;

                import org.jspecify.annotations.NullMarked;
                import org.osgi.annotation.bundle.Export;
                import org.osgi.annotation.versioning.Version;
                """
                        .formatted(annotations));
        Files.writeString(
                sources.resolve("Visitor.java"),
                "package io.openbell.visitor;\n\n/** Comes and goes. */\npublic record Visitor() {}\n");
    }

    private String build() throws IOException, InterruptedException {
        return maven(folder, List.of("-Pquick", "process-classes"));
    }

    private static String validate(String bundle, String... options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-pl", ":" + bundle, "-am", "validate"));
        words.addAll(List.of(options));
        return maven(ROOT, words);
    }

    /** The Maven that runs this build, with its local repository. */
    private static String maven(Path folder, List<String> words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("openbell.maven"), "bin", "mvn").toString());
        command.addAll(List.of("-o", "-B"));
        command.add("-Dmaven.repo.local=" + System.getProperty("openbell.localRepository"));
        command.addAll(words);
        Process maven =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(maven.getInputStream().readAllBytes());
        assertThat(maven.waitFor(2, TimeUnit.MINUTES)).as("%s ended", command).isTrue();
        return output;
    }
}
