package io.openbell.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {

    private static ConfigurationFile parse(String text) {
        return ConfigurationFile.parse(
                "openbell.engine.cfg", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadKeysInTheirOrderWithoutCommentsAndSpace() {
        ConfigurationFile file =
                parse(
                        "# comment\n! another\n\n  stallMillis=5000  \nclock =  system\n#queue = 1\n");

        assertThat(file.problems()).isEmpty();
        assertThat(file.values())
                .containsExactly(
                        java.util.Map.entry("stallMillis", "5000"),
                        java.util.Map.entry("clock", "system"));
        assertThat(file.pid()).isEqualTo("openbell.engine");
    }

    @Test
    void shouldTakeAnEqualsSignInAValueAsItIs() {
        assertThat(parse("a = b=c").values()).containsEntry("a", "b=c");
    }

    @Test
    void shouldAcceptAByteOrderMark() {
        assertThat(parse("\uFEFFclock = system").values()).containsEntry("clock", "system");
    }

    @Test
    void shouldAcceptAFileOfCommentsOnly() {
        assertThat(parse("# all defaults\n").problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''              | is empty; delete the file to get the shipped one at the next start
                    '  \n \n'       | is empty; delete the file to get the shipped one at the next start
                    'a = 1\nfoo bar' | line 2, column 1: 'foo bar' is not of the form key = value; correct it, or make it a comment with #
                    '= 1'           | line 1, column 1: '= 1' is not of the form key = value; correct it, or make it a comment with #
                    'ä = 1'         | line 1, column 1: 'ä = 1' is not of the form key = value; correct it, or make it a comment with #
                    'a = 1\na = 2'  | a = 2: line 2: the key stands twice; remove one of the lines
                    'a = ${env:ALPACA_API_KEY}' | a: line 1: ${...} and $[...] are not replaced here; write the value itself (credentials belong into the environment)
                    'a = $[env:X]'  | a: line 1: ${...} and $[...] are not replaced here; write the value itself (credentials belong into the environment)
                    """)
    void shouldNameWhatCannotBeRead(String text, String problem) {
        ConfigurationFile file = parse(text.replace("\\n", "\n"));

        assertThat(file.problems())
                .extracting(Problem::toString)
                .containsExactly("openbell.engine.cfg: " + problem);
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        byte[] latin1 = "a = Zürich".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ConfigurationFile.parse("openbell.engine.cfg", latin1).problems())
                .extracting(Problem::text)
                .containsExactly("is not UTF-8 text; save it as UTF-8");
    }

    @Test
    void shouldKnowItsOwnFilesByTheirNames() {
        assertThat(ConfigurationFile.isOurs("openbell.engine.cfg")).isTrue();
        assertThat(ConfigurationFile.isOurs("openbell.strategy-mine.cfg")).isTrue();
        assertThat(ConfigurationFile.isOurs("openbell.cfg")).isFalse();
        assertThat(ConfigurationFile.isOurs("openbell.engine.cfg~")).isFalse();
        assertThat(ConfigurationFile.isOurs("org.apache.karaf.shell.cfg")).isFalse();
    }
}
