package io.openbell.loggingsystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.session.Credentials;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.TradingMode;
import io.openbell.api.view.ErrorLog.Entry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.LogLevel;

class ErrorCounterTest {

    private static final String SECRET = "vErYsEcReT";

    /** Knows one secret. */
    static final SecretStore SECRETS =
            new SecretStore() {
                @Override
                public Optional<Credentials> alpaca(TradingMode mode) {
                    return Optional.empty();
                }

                @Override
                public String redact(String text) {
                    return text.replace(SECRET, "[redacted]");
                }
            };

    private final ErrorCounter errors = new ErrorCounter(SECRETS);

    @Test
    void shouldCountErrorsOfEachComponentMostFirst() {
        errors.doAppend(FakeEvent.error("a.B", "io.openbell.risk-management", "once"));
        errors.doAppend(FakeEvent.error("a.B", "io.openbell.order-executor", "first"));
        errors.doAppend(FakeEvent.error("a.B", "io.openbell.order-executor", "second"));

        assertThat(errors.count()).isEqualTo(3);
        assertThat(errors.entries())
                .extracting(Entry::component, Entry::count, Entry::lastMessage)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("order-executor", 2L, "second"),
                        org.assertj.core.groups.Tuple.tuple("risk-management", 1L, "once"));
    }

    @Test
    void shouldCountNothingBelowError() {
        errors.doAppend(FakeEvent.info("all is well"));
        errors.doAppend(
                new FakeEvent(LogLevel.WARN, "a.B", "io.openbell.x", "hm", null, Instant.EPOCH));

        assertThat(errors.count()).isZero();
        assertThat(errors.events()).isEqualTo(2);
    }

    @Test
    void shouldNameForeignBundlesAsTheyAreAndFallBackToTheLogger() {
        errors.doAppend(FakeEvent.error("x.Y", "org.apache.felix.scr", "boom"));
        errors.doAppend(FakeEvent.error("io.openbell.kernel.bars.BarBuilder", null, "boom"));

        assertThat(errors.entries())
                .extracting(Entry::component)
                .containsExactlyInAnyOrder("org.apache.felix.scr", "kernel");
    }

    @Test
    void shouldKeepNoSecretNeitherFromTheMessageNorFromTheException() {
        errors.doAppend(
                new FakeEvent(
                        LogLevel.ERROR,
                        "a.B",
                        "io.openbell.alpaca-client",
                        "login with " + SECRET,
                        new String[] {"java.io.IOException: bad key " + SECRET, "\tat x"},
                        Instant.parse("2025-01-15T14:30:00Z")));

        assertThat(errors.entries())
                .containsExactly(
                        new Entry(
                                "alpaca-client",
                                1,
                                "login with [redacted]: java.io.IOException: bad key [redacted]",
                                Instant.parse("2025-01-15T14:30:00Z")));
    }

    @Test
    void shouldKeepTheLatestStackTraceOfEachComponentWithoutSecrets() {
        errors.doAppend(
                new FakeEvent(
                        LogLevel.ERROR,
                        "a.B",
                        "io.openbell.engine",
                        "first",
                        new String[] {"java.io.IOException: key " + SECRET, "\tat x.Y.z(Y.java:1)"},
                        Instant.EPOCH));
        assertThat(errors.lastStackTrace("engine"))
                .isEqualTo("java.io.IOException: key [redacted]\n\tat x.Y.z(Y.java:1)");

        errors.doAppend(FakeEvent.error("a.B", "io.openbell.engine", "second, thrown by nobody"));

        assertThat(errors.lastStackTrace("engine")).isEmpty();
        assertThat(errors.lastStackTrace("nobody")).isEmpty();
    }

    @Test
    void shouldCutALongStackTraceWithoutHalfASecretAtItsEnd() {
        String padding = "x".repeat(7_995);
        errors.doAppend(
                new FakeEvent(
                        LogLevel.ERROR,
                        "a.B",
                        "io.openbell.engine",
                        "",
                        new String[] {padding + SECRET + "y".repeat(100)},
                        Instant.EPOCH));

        assertThat(errors.lastStackTrace("engine")).doesNotContain("vErY").endsWith("...");
    }

    @Test
    void shouldStillCountWhenAMessageCannotBeRedacted() {
        ErrorCounter broken =
                new ErrorCounter(
                        new SecretStore() {
                            @Override
                            public Optional<Credentials> alpaca(TradingMode mode) {
                                return Optional.empty();
                            }

                            @Override
                            public String redact(String text) {
                                throw new IllegalStateException(text);
                            }
                        });

        broken.doAppend(FakeEvent.error("a.B", "io.openbell.x", SECRET));

        assertThat(broken.count()).isEqualTo(1);
        assertThat(broken.entries().get(0).lastMessage())
                .isEqualTo("message withheld: java.lang.IllegalStateException");
    }
}
