package io.openbell.launcher.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.risk.HaltLatch;
import io.openbell.api.session.AllowedBundles;
import io.openbell.testkit.FakeHaltLatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** B90: what a real framework runs of a bundle that nobody signed, on each way on which it comes. */
class SignedBundlesTest {

    @TempDir private Path folder;
    private final Signer signer = new Signer();
    private final FakeHaltLatch latch = new FakeHaltLatch(InstantSource.system());
    private final List<String> halts = new ArrayList<>();
    private Path etc = Path.of("");
    private Path system = Path.of("");
    private RealFramework framework;

    @BeforeEach
    void start() throws Exception {
        etc = Files.createDirectories(folder.resolve("etc"));
        system = Files.createDirectories(folder.resolve("system of ours"));
        framework = new RealFramework(folder);
        // The stand-in of the launcher is of the distribution.
        Files.write(system.resolve("launcher.jar"), RealFramework.jar("launcher", Map.of()));
        signer.writeKey(etc);
        sign(RealFramework.jar("signed", Map.of()));
        framework.guard().registerService(HaltLatch.class, latch, null);
        latch.onLatch(halt -> halts.add(halt.reason()));
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private void sign(byte[]... jars) throws IOException {
        StringBuilder list = new StringBuilder();
        for (byte[] jar : jars) {
            list.append(framework.sha256(jar)).append("  some.jar\n");
        }
        signer.writeList(etc, list.toString());
    }

    private AllowedBundles close() throws NotSigned, IOException {
        return SignedBundles.open(framework.guard(), etc, system, Runnable::run);
    }

    private static void refused(Bundle bundle) {
        assertThatThrownBy(bundle::start).isInstanceOf(IllegalStateException.class);
        assertThat(bundle.getState()).isEqualTo(Bundle.UNINSTALLED);
        assertThat(RealFramework.ran()).isEmpty();
    }

    @Test
    void shouldRunASignedBundleAndNothingOfAnUnsignedOne() throws Exception {
        close();

        framework.install("file:signed", RealFramework.jar("signed", Map.of())).start();
        assertThat(RealFramework.ran()).isEqualTo("[signed]");
        assertThat(halts).isEmpty();

        System.clearProperty(Intruder.RAN);
        refused(framework.install("file:evil", RealFramework.jar("evil", Map.of())));
        assertThat(framework.guard().getBundle("file:evil")).isNull();
        assertThat(halts)
                .singleElement()
                .asString()
                .contains("evil 1.0.0")
                .contains(framework.sha256(RealFramework.jar("evil", Map.of())));
    }

    @Test
    void shouldRunEverythingWhereNothingHasToBeSigned() throws Exception {
        framework.install("file:evil", RealFramework.jar("evil", Map.of())).start();
        framework.install("file:deep", RealFramework.extension("deep"));

        assertThat(RealFramework.ran()).as("control").contains("[evil]").hasSizeGreaterThan(6);
        assertThat(halts).isEmpty();
    }

    @Test
    void shouldHaltWhenItIsInstalledBeforeAnybodyStartsIt() throws Exception {
        close();

        framework.install("file:evil", RealFramework.jar("evil", Map.of()));

        assertThat(halts).hasSize(1);
    }

    @Test
    void shouldRefuseAnUpdateOfABundleThatRuns() throws Exception {
        Bundle shipped = framework.guard().getBundle();
        close();
        Bundle signed = framework.install("file:signed", RealFramework.jar("signed", Map.of()));
        signed.start();
        System.clearProperty(Intruder.RAN);
        byte[] evil = RealFramework.jar("evil", Map.of());

        assertThatThrownBy(() -> signed.update(new ByteArrayInputStream(evil)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("evil 1.0.0 may not run");
        assertThatThrownBy(signed::start).isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> signed.loadClass(Intruder.class.getName()))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(signed.getState()).isEqualTo(Bundle.INSTALLED);
        assertThat(RealFramework.ran()).isEmpty();
        assertThat(halts).hasSize(1);
        assertThat(shipped.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void shouldKeepOutAnExtensionThatTheFrameworkWouldRunWhileItIsInstalled() throws Exception {
        close();

        assertThatThrownBy(() -> framework.install("file:deep", RealFramework.extension("deep")))
                .isInstanceOf(BundleException.class);

        assertThat(RealFramework.ran()).isEmpty();
        assertThat(halts).singleElement().asString().contains("deep 1.0.0");
        assertThat(framework.guard().getBundle("file:deep")).isNull();
    }

    @Test
    void shouldLetNoSignedBundleDrawInAnUnsignedOne() throws Exception {
        byte[] part = RealFramework.jar("part", Map.of("Fragment-Host", "host"));
        byte[] host = RealFramework.jar("host", Map.of("Import-Package", "x;resolution:=optional"));
        byte[] maker = RealFramework.jar("maker", Map.of("Export-Package", "x"));
        sign(part, host, maker);
        close();
        Bundle partInstalled = framework.install("file:part", part);
        Bundle makerInstalled = framework.install("file:maker", maker);
        partInstalled.update(
                new ByteArrayInputStream(
                        RealFramework.jar("evil-part", Map.of("Fragment-Host", "host"))));
        makerInstalled.update(
                new ByteArrayInputStream(
                        RealFramework.jar("evil-maker", Map.of("Export-Package", "x"))));

        Bundle running = framework.install("file:host", host);
        running.start();

        assertThat(running.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(partInstalled.getState()).isEqualTo(Bundle.INSTALLED);
        assertThat(makerInstalled.getState()).isEqualTo(Bundle.INSTALLED);
        assertThat(halts).hasSize(2);
    }

    @Test
    void shouldDrawInWhatIsSigned() throws Exception {
        byte[] part = RealFramework.jar("part", Map.of("Fragment-Host", "host"));
        byte[] host = RealFramework.jar("host", Map.of("Import-Package", "x;resolution:=optional"));
        byte[] maker = RealFramework.jar("maker", Map.of("Export-Package", "x"));
        sign(part, host, maker);
        close();
        Bundle partInstalled = framework.install("file:part", part);
        Bundle makerInstalled = framework.install("file:maker", maker);

        framework.install("file:host", host).start();

        assertThat(partInstalled.getState()).as("control").isEqualTo(Bundle.RESOLVED);
        assertThat(makerInstalled.getState()).as("control").isEqualTo(Bundle.RESOLVED);
    }

    @Test
    void shouldRunABundleOfTheDistributionWithoutAList() throws Exception {
        Path shipped = system.resolve("org/shipped.jar");
        Files.createDirectories(shipped.getParent());
        Files.write(shipped, RealFramework.jar("shipped", Map.of()));
        Path copied = system.resolve("copied.jar");
        Files.write(copied, RealFramework.jar("copied", Map.of()));
        close();

        framework.installFrom(shipped).start();
        framework.install("mvn:x", RealFramework.jar("copied", Map.of())).start();

        assertThat(RealFramework.ran()).isEqualTo("[shipped][copied]");
        assertThat(halts).isEmpty();
    }

    @Test
    void shouldRefuseASignedJarThatIsUsedWhereItLies() throws Exception {
        close();
        Path elsewhere = folder.resolve("signed.jar");
        Files.write(elsewhere, RealFramework.jar("signed", Map.of()));

        refused(framework.installFrom(elsewhere));
        assertThat(halts).hasSize(1);
    }

    @Test
    void shouldRefuseAJarThatCameIntoTheDistributionLater() throws Exception {
        close();
        Path late = system.resolve("late.jar");
        Files.write(late, RealFramework.jar("late", Map.of()));

        refused(framework.installFrom(late));
    }

    @Test
    void shouldTakeAListThatWasSignedWhileItRuns() throws Exception {
        AllowedBundles allowed = close();
        byte[] jar = RealFramework.jar("later", Map.of());
        refused(framework.install("file:later", jar));
        assertThat(allowed.refusal("later", framework.sha256(jar))).isPresent();

        sign(RealFramework.jar("signed", Map.of()), jar);
        framework.install("file:later", jar).start();

        assertThat(RealFramework.ran()).isEqualTo("[later]");
        assertThat(allowed.refusal("later", framework.sha256(jar))).isEmpty();
    }

    @Test
    void shouldRefuseEverythingThatIsListedWhileTheListIsNotSigned() throws Exception {
        close();
        Files.delete(etc.resolve(SignedList.SIGNATURE));

        refused(framework.install("file:signed", RealFramework.jar("signed", Map.of())));
    }

    @Test
    void shouldNotBeginOnTopOfABundleThatNobodySigned() throws Exception {
        framework.install("file:evil", RealFramework.jar("evil", Map.of()));

        assertThatThrownBy(this::close)
                .isInstanceOf(NotSigned.class)
                .hasMessageContainingAll("evil 1.0.0 is installed", "delete cache/data");
    }

    @Test
    void shouldNotBeginWithoutASignedList() throws Exception {
        Files.delete(etc.resolve(SignedList.FILE));

        assertThatThrownBy(this::close)
                .isInstanceOf(NotSigned.class)
                .hasMessageContaining("etc/bundles.allowed: is missing");
    }
}
