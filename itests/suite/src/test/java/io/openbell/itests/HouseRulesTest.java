package io.openbell.itests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.openbell.api.broker.Broker;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules 2 and 4 of the house (rule 1 is the enforcer's, rule 3 is checked in kernel and in each strategy). */
class HouseRulesTest {

    private static final Path BUNDLES =
            Path.of(System.getProperty("openbell.root")).resolve("bundles");

    private static final ArchRule ONLY_THE_EXECUTOR_SENDS =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.openbell.orderexecutor..", "io.openbell.alpacaclient..")
                    // Its own defaults call each other.
                    .and()
                    .doNotBelongToAnyOf(Broker.class)
                    .should()
                    .callMethod(Broker.class, "submit", io.openbell.api.order.Order.class)
                    .orShould()
                    .callMethod(
                            Broker.class,
                            "submit",
                            io.openbell.api.order.Order.class,
                            BooleanSupplier.class)
                    .orShould()
                    .callMethod(Broker.class, "cancel", String.class)
                    .orShould()
                    .callMethod(Broker.class, "cancelAll")
                    .as(
                            "House rule 4: facts and commands are sequenced on the one queue;"
                                    + " only the order-executor sends or cancels at the broker");

    private static final ArchRule ONLY_THE_SHELL_RELEASES =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.openbell.shell..")
                    .should()
                    .callMethod(HaltLatch.class, "release", Release.class)
                    .as("Only an operator's command ends a halt");

    @Test
    void shouldLetOnlyTheShellEndAHalt() {
        ONLY_THE_SHELL_RELEASES.check(productionClasses());
    }

    @Test
    void shouldNoticeSomebodyElseWhoEndsAHalt() {
        JavaClasses violator = new ClassFileImporter().importClasses(EndsAHalt.class);

        assertThatThrownBy(() -> ONLY_THE_SHELL_RELEASES.check(violator))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Only an operator");
    }

    /** A deliberate violation. */
    static final class EndsAHalt {
        void goOn(HaltLatch latch, Release release) throws Exception {
            latch.release(release);
        }
    }

    @Test
    void shouldExportPackagesFromApiAndKernelOnly() {
        List<String> exporting =
                manifests()
                        .filter(HouseRulesTest::exports)
                        .map(HouseRulesTest::bundleName)
                        .toList();

        assertThat(exporting)
                .as("House rule 2: only api and kernel export packages")
                .containsExactlyInAnyOrder("api", "kernel");
    }

    @Test
    void shouldNoticeABundleThatExports(@TempDir Path folder) throws IOException {
        Path manifest = folder.resolve("MANIFEST.MF");
        Files.writeString(
                manifest,
                "Manifest-Version: 1.0\nBundle-SymbolicName: io.openbell.violator\n"
                        + "Export-Package: io.openbell.violator\n");

        assertThat(exports(manifest)).isTrue();
        assertThat(bundleName(manifest)).isEqualTo("violator");
    }

    @Test
    void shouldLetOnlyTheOrderExecutorSendOrders() {
        ONLY_THE_EXECUTOR_SENDS.check(productionClasses());
    }

    @Test
    void shouldNoticeSomebodyElseWhoSendsOrders() {
        JavaClasses violator = new ClassFileImporter().importClasses(SendsPastTheQueue.class);

        assertThatThrownBy(() -> ONLY_THE_EXECUTOR_SENDS.check(violator))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("House rule 4");
    }

    /** A deliberate violation of rule 4. */
    static final class SendsPastTheQueue {
        void cancelEverything(Broker broker) throws IOException {
            broker.cancelAll();
        }
    }

    private static JavaClasses productionClasses() {
        List<Path> folders = new ArrayList<>();
        manifests().forEach(manifest -> folders.add(manifest.resolve("../..").normalize()));
        return new ClassFileImporter().importPaths(folders);
    }

    private static Stream<Path> manifests() {
        try (Stream<Path> files = Files.walk(BUNDLES, 6)) {
            List<Path> found = files.filter(HouseRulesTest::isBundleManifest).toList();
            assertThat(found).as("built bundles below %s", BUNDLES).hasSizeGreaterThan(10);
            return found.stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isBundleManifest(Path file) {
        return file.endsWith("target/classes/META-INF/MANIFEST.MF")
                && !file.toString().contains("testkit");
    }

    private static boolean exports(Path manifest) {
        return attributes(manifest).getValue("Export-Package") != null;
    }

    private static String bundleName(Path manifest) {
        return attributes(manifest)
                .getValue("Bundle-SymbolicName")
                .split(";", 2)[0]
                .replace("io.openbell.", "");
    }

    private static Attributes attributes(Path manifest) {
        try (var in = Files.newInputStream(manifest)) {
            return new Manifest(in).getMainAttributes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
