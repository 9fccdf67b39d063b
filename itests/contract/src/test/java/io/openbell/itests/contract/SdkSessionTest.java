package io.openbell.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.simulator.ExchangeSettings;
import io.openbell.simulator.SimulatedExchange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alpaca's official JavaScript SDK trades here as it would there. */
class SdkSessionTest {

    private static final Path SDK =
            Path.of(System.getProperty("openbell.root", "../.."), "itests/sdk");

    @TempDir Path folder;

    @Test
    void shouldServeTheOfficialSdkUnchanged() throws Exception {
        if (!Files.isDirectory(SDK.resolve("node_modules"))) {
            System.err.println(
                    "SKIPPED: no SDK, run 'npm install --no-package-lock' in itests/sdk");
        }
        Assumptions.assumeTrue(Files.isDirectory(SDK.resolve("node_modules")), "no SDK installed");
        SimulatedExchange exchange =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort().withPartialFillPercent(0),
                        folder.resolve("exchange"),
                        InstantSource.system());
        exchange.start();
        try {
            String root = exchange.endpoint().get(30, TimeUnit.SECONDS).rest().toString();
            Path output = folder.resolve("output.txt");
            Process node =
                    new ProcessBuilder("node", "session.mjs", root)
                            .directory(SDK.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = node.waitFor(2, TimeUnit.MINUTES);
            node.destroyForcibly();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            System.out.println("official SDK: " + said.strip());

            assertThat(ended).as(said).isTrue();
            assertThat(node.exitValue()).as(said).isZero();
        } finally {
            exchange.close();
        }
    }
}
