package io.openbell.deadman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCheckTest {

    @TempDir Path journals;

    private final List<String> log = new ArrayList<>();
    private long now = -7;
    private int asked;
    private boolean away;
    private KeyCheck check;

    @BeforeEach
    void begin() throws Exception {
        check = new KeyCheck(VenueAddress.parse("paper"), this::answer, journals, now, log::add);
    }

    private String answer() throws Venue.Unanswered {
        asked++;
        if (away) {
            throw new Venue.Unanswered("away", 503);
        }
        return "PA1";
    }

    private static Heartbeat beat(String mode, String account) {
        return new Heartbeat("1-1", "1", "running", "ACTIVE", "open", mode, account);
    }

    private void look(@Nullable Heartbeat beat) throws Exception {
        now += Duration.ofSeconds(5).toNanos();
        check.look(beat, now, true);
    }

    private Refused refused(@Nullable Heartbeat beat) {
        return catchThrowableOfType(Refused.class, () -> look(beat));
    }

    @Test
    void shouldAskOnceAndBeContentWithTheAccountThatIsTraded() throws Exception {
        Files.createDirectory(journals.resolve("paper-PA1"));
        for (int i = 0; i < 100; i++) {
            look(beat("paper", "PA1"));
            look(beat("paper", ""));
            look(null);
        }

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void shouldRefuseASystemThatComesBackInAnotherMode() throws Exception {
        look(beat("paper", "PA1"));

        assertThat(refused(beat("live", "PA1")).exitCode()).isEqualTo(77);
    }

    @Test
    void shouldRefuseASystemThatComesBackWithTheKeysOfAnotherAccount() throws Exception {
        look(beat("paper", "PA1"));

        assertThat(refused(beat("paper", "PA2")))
                .hasMessageContaining("PA1")
                .hasMessageContaining("PA2");
    }

    @Test
    void shouldRefuseKeysOfAnAccountWithoutAJournal() throws Exception {
        Files.createDirectory(journals.resolve("paper-PA2"));

        assertThat(refused(null).exitCode()).isEqualTo(77);
    }

    @Test
    void shouldAskAVenueThatIsAwayAgainAfterAMinute() throws Exception {
        away = true;
        for (int seconds = 0; seconds < 60; seconds += 5) {
            look(null);
        }
        assertThat(asked).isEqualTo(1);
        away = false;

        look(null);
        look(null);

        assertThat(asked).isEqualTo(2);
        assertThat(log).anyMatch(line -> line.contains("account=PA1"));
    }
}
