package io.openbell.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemasTest {

    /** As bnd writes it. */
    private static final String METATYPE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
              <OCD id="a.Config" name="Engine">
                <AD id="queueCapacity" type="Integer" min="1024" max="16777216" default="65536"/>
                <AD id="stallMillis" type="Long" min="50" default="5000"/>
                <AD id="ratio" type="Double" min="0" max="1" default="0.5"/>
                <AD id="verbose" type="Boolean" default="false"/>
                <AD id="name" type="String" default=""/>
                <AD id="clock" type="String" default="system">
                  <Option label="system" value="system"/>
                  <Option label="event" value="event"/>
                </AD>
                <AD id="sizes" type="Integer" cardinality="10" min="1" default="1,2"/>
                <AD id="account" type="String" required="true"/>
              </OCD>
              <Designate pid="openbell.order-executor"><Object ocdref="a.Config"/></Designate>
            </metatype:MetaData>
            """;

    private Schemas schemas = new Schemas(Map.of(), Set.of(), text -> text);

    @BeforeEach
    void readMetatype() throws IOException {
        Map<String, List<KeyDefinition>> keys =
                Metatype.read(new ByteArrayInputStream(METATYPE.getBytes(StandardCharsets.UTF_8)));
        Map<String, Schema> byPid = new HashMap<>();
        keys.forEach((pid, definitions) -> byPid.put(pid, new KeysSchema(definitions, true)));
        schemas =
                new Schemas(
                        byPid,
                        Set.of("openbell.minio-pipeline"),
                        text -> text.replace("s3cret", "[redacted]"));
    }

    private List<String> problems(String name, String text) {
        return schemas
                .problems(ConfigurationFile.parse(name, text.getBytes(StandardCharsets.UTF_8)))
                .stream()
                .map(Problem::toString)
                .toList();
    }

    private List<String> problems(String lines) {
        return problems("openbell.order-executor.cfg", "account = x\n" + lines);
    }

    @ParameterizedTest
    @CsvSource({
        "queueCapacity = 1024",
        "queueCapacity = 16777216",
        "stallMillis = 9223372036854775807",
        "ratio = .5",
        "ratio = 1e-3",
        "verbose = true",
        "name = anything at all",
        "name =",
        "clock = event",
        "'sizes = 1, 2,3'",
        "sizes =",
        "required = false",
        "restartOnFailure = true",
        "maxRestarts = 0",
        "healthCheckEndpoint =",
        "healthCheckEndpoint = http://127.0.0.1:8080/health",
        "startupDelay = 500ms",
        "startupDelay = 30s"
    })
    void shouldAcceptWhatIsAllowed(String line) {
        assertThat(problems(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    queueCapacity = 1023          | too small; allowed a whole number from 1024 to 16777216
                    queueCapacity = 16777217      | too large; allowed a whole number from 1024 to 16777216
                    queueCapacity = -1            | too small; allowed a whole number from 1024 to 16777216
                    queueCapacity = 0             | too small; allowed a whole number from 1024 to 16777216
                    queueCapacity = 1000000000000 | too large; allowed a whole number from 1024 to 16777216
                    queueCapacity = many          | not a whole number; allowed a whole number from 1024 to 16777216
                    queueCapacity = 0x400         | not a whole number; allowed a whole number from 1024 to 16777216
                    stallMillis = 9223372036854775808 | too large; allowed a whole number from 50
                    stallMillis = 1.5             | not a whole number; allowed a whole number from 50
                    ratio = NaN                   | not a number; allowed a number from 0 to 1
                    ratio = 1e400                 | too large; allowed a number from 0 to 1
                    ratio = -0.1                  | too small; allowed a number from 0 to 1
                    verbose = ja                  | neither true nor false; allowed true or false
                    verbose = TRUE                | neither true nor false; allowed true or false
                    clock = wall                  | no such value; allowed system or event
                    sizes = 1,0                   | too small; allowed a whole number from 1, several separated by commas
                    required = ja                 | neither true nor false; allowed true or false
                    maxRestarts = 1000000000000   | not a number of restarts; allowed a whole number from 0 to 8, more cannot happen within ten minutes
                    maxRestarts = -1              | not a number of restarts; allowed a whole number from 0 to 8, more cannot happen within ten minutes
                    startupDelay = soon           | not a delay; allowed a duration from 0s to 30s, for example 500ms or 2s
                    startupDelay = 31s            | not a delay; allowed a duration from 0s to 30s, for example 500ms or 2s
                    healthCheckEndpoint = http://example.com/ | not an address on this machine; allowed for example http://127.0.0.1:8080/health, or nothing
                    healthCheckEndpoint = http://user@127.0.0.1/ | not an address on this machine; allowed for example http://127.0.0.1:8080/health, or nothing
                    """)
    void shouldNameKeyValueProblemAndRange(String line, String problem) {
        assertThat(problems(line))
                .containsExactly("openbell.order-executor.cfg: " + line.strip() + ": " + problem);
    }

    @Test
    void shouldNameTheNearestKnownKey() {
        assertThat(problems("max_restrats = 3"))
                .singleElement()
                .asString()
                .startsWith("openbell.order-executor.cfg: max_restrats = 3: unknown key; allowed ")
                .endsWith("; did you mean maxRestarts?");
        assertThat(problems("zzzzzzzz = 3")).singleElement().asString().doesNotContain("did you");
    }

    @Test
    void shouldMissAKeyThatHasNoDefault() {
        assertThat(problems("openbell.order-executor.cfg", "verbose = true"))
                .containsExactly(
                        "openbell.order-executor.cfg: account: is missing; add it, allowed any text");
    }

    @Test
    void shouldTellEveryProblemAtOnce() {
        assertThat(problems("ratio = 2\nverbose = x\nnope = 1")).hasSize(3);
    }

    @Test
    void shouldRefuseAFileThatConfiguresNothing() {
        assertThat(problems("openbell.order-exekutor.cfg", "a = 1"))
                .containsExactly(
                        "openbell.order-exekutor.cfg: configures nothing that is installed or"
                                + " shipped; did you mean openbell.order-executor.cfg?");
    }

    @Test
    void shouldLeaveFilesAloneWhoseComponentMayComeLater() {
        assertThat(problems("openbell.minio-pipeline.cfg", "a = 1")).isEmpty();
        assertThat(problems("openbell.strategy-mine.cfg", "a = 1")).isEmpty();
    }

    @Test
    void shouldRefuseACredentialAndNotShowIt() {
        assertThat(problems("name = s3cret"))
                .containsExactly(
                        "openbell.order-executor.cfg: name = [redacted]: a credential stands in a"
                                + " configuration file; remove it, credentials are given in the"
                                + " environment only");
        assertThat(problems("nope = s3cret").toString()).doesNotContain("s3cret");
    }
}
