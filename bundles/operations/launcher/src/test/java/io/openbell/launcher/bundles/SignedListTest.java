package io.openbell.launcher.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.session.TradingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedListTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String LIST = DIGEST + "  target/first-break-1.0.0.jar\n";

    @TempDir private Path etc;
    private final Signer signer = new Signer();

    @BeforeEach
    void sign() throws IOException {
        signer.writeKey(etc);
        signer.writeList(etc, LIST);
    }

    private Set<String> digests() throws NotSigned {
        return new SignedList(etc, SignerKey.read(etc)).digests();
    }

    @Test
    void shouldReadWhatWasSigned() throws Exception {
        assertThat(digests()).containsExactly(DIGEST);

        String second = "f".repeat(64);
        signer.writeList(etc, "# two\n\n" + LIST + second + " *b.jar\n");
        assertThat(digests()).containsExactlyInAnyOrder(DIGEST, second);
    }

    /** Made by OpenSSL 3.0.19 with the commands in docs/strategies.md. */
    @Test
    void shouldReadWhatOpensslSigned() throws Exception {
        String digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
        Files.writeString(
                etc.resolve(SignerKey.FILE),
                """
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEA/9gSPkVGlYeq3bXwprqSSIwTcH9zpZD8WQOm8KVo0JY=
                -----END PUBLIC KEY-----
                """);
        Files.writeString(etc.resolve(SignedList.FILE), digest + "  first-break-1.0.0.jar\n");
        Files.write(
                etc.resolve(SignedList.SIGNATURE),
                Base64.getDecoder()
                        .decode(
                                "XoDvfAcPVRITT6bVhaxovlEFPVLjtUUvvkZ0GrbrQfhzSgRCgRX2lVdH5B70gDQKIYoN"
                                        + "LBMQvmqmcwtDNfHzDg=="));

        assertThat(digests()).containsExactly(digest);
        assertThat(SignerKey.read(etc).fingerprint())
                .isEqualTo("c3ef1c5590b4b7e26a80b810d772da8c4d4042bd4de3834b5a65de557fa69bb2");
    }

    @Test
    void shouldRefuseAListThatWasChanged() throws IOException {
        Files.writeString(etc.resolve(SignedList.FILE), LIST + "f".repeat(64) + "  evil.jar\n");

        refused("etc/bundles.allowed.sig: does not fit etc/bundles.allowed", "openssl pkeyutl");
    }

    @Test
    void shouldRefuseTheSignatureOfSomebodyElse() throws IOException {
        Files.write(etc.resolve(SignedList.SIGNATURE), new Signer().signature(LIST));

        refused("etc/bundles.allowed.sig: does not fit", "and the key in etc/bundles.signer.pem");
    }

    @Test
    void shouldGoByTheKeyOfTheStartWhateverLiesThereLater() throws Exception {
        SignedList list = new SignedList(etc, SignerKey.read(etc));
        Signer other = new Signer();
        other.writeKey(etc);
        other.writeList(etc, LIST);

        assertThatThrownBy(list::digests)
                .isInstanceOf(NotSigned.class)
                .hasMessageContaining("does not fit");
        assertThat(digests()).as("control: the next start goes by it").containsExactly(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {SignedList.FILE, SignedList.SIGNATURE, SignerKey.FILE})
    void shouldNameTheFileThatIsMissing(String name) throws IOException {
        Files.delete(etc.resolve(name));

        refused("etc/" + name + ": is missing", name);
    }

    @Test
    void shouldRefuseASignatureOfAnotherForm() throws IOException {
        Files.writeString(etc.resolve(SignedList.SIGNATURE), "untrusted comment: minisign");

        refused("etc/bundles.allowed.sig: has 27 bytes, and a signature 64");
    }

    @Test
    void shouldRefuseALineThatIsNoDigest() throws IOException {
        signer.writeList(etc, LIST + "everything.jar\n");

        refused("etc/bundles.allowed: line 2 is not as sha256sum prints them");
    }

    @Test
    void shouldRefuseAKeyThatIsNone() throws IOException {
        Files.writeString(etc.resolve(SignerKey.FILE), "ssh-ed25519 AAAA");
        refused("etc/bundles.signer.pem: is no public key in PEM", "openssl pkey");

        Files.writeString(
                etc.resolve(SignerKey.FILE),
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        refused("etc/bundles.signer.pem: is no Ed25519 key");
    }

    @Test
    void shouldSayThatAPrivateKeyDoesNotBelongHere() throws IOException {
        signer.writePrivateKey(etc);

        refused("etc/bundles.signer.pem: holds a private key", "take it off this machine");
    }

    @Test
    void shouldAlwaysBeRequiredInLiveTrading() {
        assertThat(SignedBundles.areRequired(TradingMode.LIVE, "false")).isTrue();
        assertThat(SignedBundles.areRequired(TradingMode.PAPER, "true")).isTrue();
        assertThat(SignedBundles.areRequired(TradingMode.PAPER, "false")).isFalse();
    }

    private void refused(String... words) {
        assertThatThrownBy(this::digests)
                .isInstanceOf(NotSigned.class)
                .hasMessageContainingAll(words);
    }
}
