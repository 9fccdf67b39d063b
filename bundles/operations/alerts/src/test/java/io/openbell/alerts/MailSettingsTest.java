package io.openbell.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.ConfigurationProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailSettingsTest {

    private static final Map<String, Object> GOOD =
            Map.of(
                    "mailServer", "mail.example.com:587",
                    "mailUser", "ann",
                    "mailFrom", "openbell@example.com",
                    "mailTo", "ann@example.com, bob@example.com");

    private static Map<String, Object> with(String key, String value) {
        Map<String, Object> values = new HashMap<>(GOOD);
        values.put(key, value);
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "mailServer, mail.example.com",
        "mailServer, mail.example.com:0",
        "mailServer, mail.example.com:70000",
        "mailServer, smtp://mail.example.com:25",
        "mailSecurity, none",
        "mailFrom, openbell",
        "mailFrom, a@example.com b@example.com",
        "mailTo, ''",
        "mailTo, 'ann@example.com, bob'"
    })
    void shouldNameTheFieldThatCannotBeUsedAndWhatItMayBe(String key, String value) {
        assertThat(new AlertsCheck().problems(AlertsTest.config(with(key, value))))
                .extracting(ConfigurationProblem::key)
                .containsExactly(key);
    }

    @Test
    void shouldAskForNothingWhereNoMailIsWanted() {
        assertThat(new AlertsCheck().problems(AlertsTest.config(Map.of()))).isEmpty();
        assertThat(new AlertsCheck().problems(AlertsTest.config(with("mailServer", "")))).isEmpty();
    }

    @Test
    void shouldAllowAnOpenConnectionOnThisMachineOnly() {
        Map<String, Object> here = new HashMap<>(with("mailSecurity", "none"));
        here.put("mailServer", "127.0.0.1:2525");

        assertThat(new AlertsCheck().problems(AlertsTest.config(here))).isEmpty();
    }

    @Test
    void shouldReadServerAndAddresses() {
        MailSettings settings = MailSettings.of(AlertsTest.config(GOOD));

        assertThat(settings.host()).isEqualTo("mail.example.com");
        assertThat(settings.port()).isEqualTo(587);
        assertThat(settings.security()).isEqualTo(MailSettings.Security.STARTTLS);
        assertThat(settings.to()).containsExactly("ann@example.com", "bob@example.com");
    }

    @Test
    void shouldNotLogInWithoutAPasswordAndSayWhichIsMissing() {
        List<String> unusable = new ArrayList<>();
        Channels channels =
                new Channels(
                        new FakeSecrets(),
                        new Http(java.time.Duration.ofSeconds(1)),
                        unusable::add);

        Optional<MailChannel> mail = channels.mail(AlertsTest.config(GOOD));

        assertThat(mail).isEmpty();
        assertThat(unusable).containsExactly("mailUser is set and OPENBELL_SMTP_PASSWORD is not");
    }
}
