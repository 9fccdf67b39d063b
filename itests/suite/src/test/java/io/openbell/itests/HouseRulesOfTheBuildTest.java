package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Rule 1 is the enforcer's; here it has to stop a bundle that breaks it, and to say which rule it was. */
class HouseRuleOneTest {

    private static final Path ROOT =
            Path.of(System.getProperty("openbell.root")).toAbsolutePath().normalize();

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
    void shouldPassABundleThatKeepsTheRule() throws Exception {
        assertThat(validate("position-manager")).contains("BUILD SUCCESS");
    }

    @Test
    void shouldAllowTheSimulatorNothingButApi() throws Exception {
        assertThat(Files.readString(ROOT.resolve("bundles/adapters/simulator/pom.xml")))
                .contains("<openbell.allowed>api</openbell.allowed>");
    }

    private static String validate(String bundle, String... options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("mvn", "-o", "-B", "-pl", ":" + bundle, "-am", "validate"));
        command.addAll(List.of(options));
        Process maven =
                new ProcessBuilder(command)
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(maven.getInputStream().readAllBytes());
        assertThat(maven.waitFor(2, TimeUnit.MINUTES)).as("mvn validate ended").isTrue();
        return output;
    }
}
