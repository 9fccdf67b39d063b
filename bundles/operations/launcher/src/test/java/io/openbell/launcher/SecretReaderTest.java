package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.openbell.api.session.Credentials;
import io.openbell.api.session.TradingMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReaderTest {

    private static Map<String, byte[]> read(String text) throws IOException, StartException {
        return SecretReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldReadPairsUntilTheEndOfThePipe() throws Exception {
        Secrets secrets =
                new Secrets(
                        read(
                                "ALPACA_API_KEY=PKTEST\nALPACA_SECRET_KEY=abc/def+=\n"
                                        + "OPENROUTER_API_KEY=or-1"));

        assertThat(secrets.alpaca(TradingMode.PAPER))
                .contains(new Credentials("PKTEST", "abc/def+="));
        assertThat(secrets.alpaca(TradingMode.LIVE)).isEmpty();
        assertThat(secrets.toString()).isEqualTo("Secrets[3 redacted]");
    }

    @Test
    void shouldReadAPipeThatGivesOneByteAtATime() throws Exception {
        InputStream slow =
                new ByteArrayInputStream(
                        "OPENROUTER_API_KEY=or-1\n".getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public synchronized int read(byte[] target, int offset, int length) {
                        return super.read(target, offset, Math.min(length, 1));
                    }
                };

        assertThat(SecretReader.read(slow)).containsOnlyKeys("OPENROUTER_API_KEY");
    }

    @Test
    void shouldTradeOnTheBuiltInExchangeWithoutAny() throws Exception {
        assertThat(new Secrets(read("")).alpaca(TradingMode.PAPER)).isEmpty();
    }

    @Test
    void shouldRedactEverySecretWhereverItStands() throws Exception {
        Secrets secrets =
                new Secrets(read("ALPACA_API_KEY=PKTEST\nALPACA_SECRET_KEY=PKTEST-and-more\n"));

        assertThat(secrets.redact("key PKTEST, secret PKTEST-and-more, PKTESTPKTEST"))
                .isEqualTo("key [redacted], secret [redacted], [redacted][redacted]");
        assertThat(secrets.redact("nothing here")).isEqualTo("nothing here");
    }

    @Test
    void shouldComeToAnEndWithASecretThatIsAPartOfTheWordInItsPlace() {
        String clean =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(30),
                        () ->
                                new Secrets(read("OPENBELL_SMTP_PASSWORD=red"))
                                        .redact("a red, red word"));

        assertThat(clean).isEqualTo("a [redacted], [redacted] word");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALPACA_API_KEY=",
                "ALPACA_API_KEY=with blank",
                "ALPACA_API_KEY=\"quoted\"",
                "ALPACA_API_KEY=caf\u00e9",
                "ALPACA_API_KEY=one\nrest-of-a-secret",
                "PATH=/bin",
            })
    void shouldRefuseWhatLooksMalformedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        StartException.class,
                        refused -> {
                            assertThat(refused.exitCode()).isEqualTo(77);
                            assertThat(refused.getMessage())
                                    .doesNotContain("blank", "\"quoted", "caf", "rest-of-a-secret");
                        });
    }

    @Test
    void shouldSayHowLongAMalformedValueIs() {
        assertThatThrownBy(() -> read("ALPACA_SECRET_KEY=a b"))
                .hasMessageStartingWith("ALPACA_SECRET_KEY looks malformed (length 3)");
    }

    @Test
    void shouldRefuseHalfAPair() {
        assertThatThrownBy(() -> new Secrets(read("ALPACA_API_KEY=PKTEST")))
                .hasMessageStartingWith("ALPACA_API_KEY is set and ALPACA_SECRET_KEY is not");
    }

    @Test
    void shouldRefuseALiveKeyInPlaceOfAPaperKeyWithoutShowingIt() {
        assertThatThrownBy(() -> pairs("AKCANARY", "AKCANARY"))
                .isInstanceOfSatisfying(
                        StartException.class,
                        refused -> {
                            assertThat(refused.exitCode()).isEqualTo(77);
                            assertThat(refused.getMessage())
                                    .startsWith(
                                            "ALPACA_API_KEY and ALPACA_LIVE_API_KEY hold the same"
                                                    + " key id")
                                    .doesNotContain("CANARY");
                        });
    }

    @Test
    void shouldTakeTwoPairsOfTwoAccounts() throws Exception {
        Secrets secrets = pairs("PKCANARY", "AKCANARY");

        assertThat(secrets.alpaca(TradingMode.PAPER).orElseThrow().keyId()).isEqualTo("PKCANARY");
        assertThat(secrets.alpaca(TradingMode.LIVE).orElseThrow().keyId()).isEqualTo("AKCANARY");
    }

    private static Secrets pairs(String paper, String live) throws Exception {
        return new Secrets(
                read(
                        "ALPACA_API_KEY=%s\nALPACA_SECRET_KEY=one\nALPACA_LIVE_API_KEY=%s\nALPACA_LIVE_SECRET_KEY=two"
                                .formatted(paper, live)));
    }

    @Test
    void shouldRefuseMoreThanItCanBe() {
        assertThatThrownBy(() -> read("OPENROUTER_API_KEY=" + "x".repeat(20_000)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("16384 bytes");
    }
}
