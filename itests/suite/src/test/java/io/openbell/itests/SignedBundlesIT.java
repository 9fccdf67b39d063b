package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.testkit.StrategyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** B90: a session that takes signed bundles only. */
class SignedBundlesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String NAME = "signed-run";

    private final Distribution openbell = Distribution.onEmptyHome("signed-bundles");
    private final DeployedStrategy deployed = new DeployedStrategy(openbell, NAME);
    private final ListSigner signer = new ListSigner(openbell.home().resolve("etc"));
    private final Path ran = openbell.home().resolve("run/evil-ran");

    @AfterEach
    void end() {
        openbell.close();
    }

    @Test
    void shouldRunWhatIsSignedAndRefuseAndHaltForTheRest() throws IOException {
        openbell.configure("launcher", Map.of("signedBundlesOnly", "true"));
        Files.writeString(
                openbell.home().resolve("etc/openbell.strategy-" + NAME + ".cfg"),
                "symbols = AAPL\n");
        Distribution.Ended refused = openbell.openbell("start", "--background");
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(78);
        assertThat(refused.output()).contains("etc/bundles.signer.pem: is missing", "openssl");

        signer.writeKey();
        signer.sign(strategy("1.0.0"));
        openbell.start();
        openbell.awaitTrading();
        openbell.shell("feature:install openbell-arbitrage-scanner");
        drop(strategy("1.0.0"));
        deployed.awaitRunning("1.0.0");
        assertThat(gate()).as("nobody is halted for what may run").doesNotContain("halted");

        drop(strategy("2.0.0"));
        await().atMost(PATIENCE).until(() -> gate().contains("halted by signed-bundles"));
        assertThat(gate()).contains(ListSigner.sha256(strategy("2.0.0")));
        assertThat(openbell.shell("trading:strategy-list --no-format"))
                .contains("REFUSED", "is not in etc/bundles.allowed");
        deployed.awaitRunning("1.0.0");
        resume();

        Path jar = openbell.home().resolve("evil.jar");
        evil().writeTo(jar);
        openbell.tryShell("bundle:install -s " + jar.toUri());
        await().atMost(PATIENCE).until(() -> gate().contains(ListSigner.sha256(evil())));
        assertThat(openbell.shell("bundle:list -s --no-format")).doesNotContain("com.example.evil");
        assertThat(ran).doesNotExist();
        resume();

        signer.sign(strategy("1.0.0"), strategy("2.0.0"), evil());
        openbell.shell("bundle:install -s " + jar.toUri());
        assertThat(ran).as("control: it runs once it is signed").exists();
        drop(strategy("2.0.0"));
        deployed.awaitRunning("2.0.0");

        openbell.stop();
        Files.delete(ran);
        openbell.start();
        deployed.awaitRunning("2.0.0");
        assertThat(ran).as("forgotten with the cache").doesNotExist();
    }

    private void resume() {
        await().atMost(PATIENCE)
                .until(() -> openbell.tryShell("trading:resume --reason looked").exitCode() == 0);
        openbell.awaitTrading();
    }

    private String gate() {
        return openbell.json("trading:status").path("gateDetail").asText();
    }

    private void drop(StrategyBundle bundle) throws IOException {
        bundle.writeTo(openbell.home().resolve("deploy/signed.jar"));
    }

    private static StrategyBundle strategy(String version) {
        return StrategyBundle.of(
                "com.example.signed",
                version,
                "com.example.SignedRun",
                """
                package com.example;
                import io.openbell.api.strategy.*;
                public final class SignedRun implements Strategy {
                    public record Parameters() {}
                    public SignedRun(Parameters parameters) {}
                }
                """);
    }

    /** A bundle that leaves a file when its activator runs. */
    private StrategyBundle evil() {
        return new StrategyBundle(
                "com.example.evil",
                "1.0.0",
                Map.of(
                        "Bundle-Activator", "com.example.Evil",
                        "Import-Package", "org.osgi.framework"),
                Map.of(
                        "com.example.Evil",
                        """
                        package com.example;
                        public final class Evil implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) throws Exception {
                                java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "ran");
                            }
                            public void stop(org.osgi.framework.BundleContext context) {}
                        }
                        """
                                .formatted(ran),
                        // To compile against; the framework's own are imported.
                        "org.osgi.framework.BundleActivator",
                        """
                        package org.osgi.framework;
                        public interface BundleActivator {
                            void start(BundleContext context) throws Exception;
                            void stop(BundleContext context) throws Exception;
                        }
                        """,
                        "org.osgi.framework.BundleContext",
                        "package org.osgi.framework; public interface BundleContext {}"));
    }
}
