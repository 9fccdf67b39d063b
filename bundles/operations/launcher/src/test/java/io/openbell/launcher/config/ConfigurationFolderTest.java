package io.openbell.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFolderTest {

    @TempDir Path root = Path.of("");
    private Path theirs = root;
    private Path shipped = root;

    @BeforeEach
    void createShipped() throws IOException {
        theirs = root.resolve("home/etc");
        shipped = Files.createDirectory(root.resolve("shipped"));
        Files.writeString(shipped.resolve("openbell.engine.cfg"), "a = 1\nb = 2\nc = 3\n");
        Files.writeString(shipped.resolve("README"), "no configuration");
    }

    @Test
    void shouldCopyWhatIsAbsentAndNeverOverwrite() throws IOException {
        ConfigurationFolder folder = new ConfigurationFolder(theirs);

        assertThat(folder.addWhatIsNew(new ConfigurationFolder(shipped))).isEmpty();
        assertThat(theirs.resolve("openbell.engine.cfg")).hasContent("a = 1\nb = 2\nc = 3\n");
        assertThat(theirs.resolve("README")).doesNotExist();

        Files.writeString(theirs.resolve("openbell.engine.cfg"), "a = 7\n#b = 2\n");
        Map<String, List<String>> news = folder.addWhatIsNew(new ConfigurationFolder(shipped));

        assertThat(news).containsExactly(Map.entry("openbell.engine.cfg", List.of("c")));
        assertThat(theirs.resolve("openbell.engine.cfg")).hasContent("a = 7\n#b = 2\n");
    }

    @Test
    void shouldNotPutDefaultsInThePlaceOfALinkToNowhere() throws IOException {
        Path link = Files.createDirectories(theirs).resolve("openbell.engine.cfg");
        Files.createSymbolicLink(link, Path.of("/nowhere/limits.cfg"));
        ConfigurationFolder folder = new ConfigurationFolder(theirs);

        assertThat(folder.addWhatIsNew(new ConfigurationFolder(shipped))).isEmpty();

        assertThat(link).isSymbolicLink();
        assertThat(folder.read())
                .flatExtracting(ConfigurationFile::problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "openbell.engine.cfg: is a link to a file that is not there; bring that back, or remove the link to have the defaults");
        assertThat(folder.fingerprints()).containsOnlyKeys("openbell.engine.cfg");
    }

    @Test
    void shouldSayThatAFolderIsNoFile() throws IOException {
        Files.createDirectories(theirs.resolve("openbell.engine.cfg"));
        ConfigurationFolder folder = new ConfigurationFolder(theirs);

        assertThat(folder.addWhatIsNew(new ConfigurationFolder(shipped))).isEmpty();

        assertThat(folder.read())
                .flatExtracting(ConfigurationFile::problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "openbell.engine.cfg: is a folder; remove it to have the defaults");
    }

    @Test
    void shouldTakeAGoodChangeIntoEffectAndKeepTheOldOnABadOne() throws IOException {
        ConfigurationFolder folder = new ConfigurationFolder(theirs);
        folder.addWhatIsNew(new ConfigurationFolder(shipped));
        Schema noX = values -> values.containsKey("x") ? List.of("x: unknown key") : List.of();
        Schemas schemas = new Schemas(Map.of("openbell.engine", noX), Set.of(), text -> text);
        List<String> applied = new ArrayList<>();
        ConfigurationWatch watch =
                new ConfigurationWatch(
                        folder, () -> schemas, file -> applied.add(file.values().toString()));
        Path file = theirs.resolve("openbell.engine.cfg");

        watch.look();
        assertThat(applied).isEmpty();

        Files.writeString(file, "a = 2\n");
        watch.look();
        assertThat(applied).as("may still be being written").isEmpty();
        watch.look();
        assertThat(applied).containsExactly("{a=2}");

        Files.writeString(file, "a = 2\nx = 1\n");
        watch.look();
        watch.look();
        assertThat(applied).hasSize(1);
        assertThat(watch.problems())
                .extracting(Problem::toString)
                .containsExactly("openbell.engine.cfg: x: unknown key");

        Files.writeString(file, "a = 2\n");
        watch.look();
        watch.look();
        assertThat(watch.problems()).isEmpty();

        Files.delete(file);
        watch.look();
        assertThat(applied).last().isEqualTo("{a=2}");
    }
}
