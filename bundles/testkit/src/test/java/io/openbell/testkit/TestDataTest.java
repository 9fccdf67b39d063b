package io.openbell.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDataTest {

    @TempDir Path folder = Path.of("");

    @Test
    void shouldFindAFileOfTheStatedFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("trades.zip"));

        assertThat(TestData.file(folder.toString(), "trades.zip")).isEqualTo(file);
    }

    @Test
    void shouldFailTheTestWhenTheStatedFolderLacksTheFile() {
        assertThatThrownBy(() -> TestData.file(folder.toString(), "trades.zip"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("trades.zip must exist");
    }

    @Test
    void shouldSkipTheTestWithoutAStatedFolder() {
        assertThatThrownBy(() -> TestData.file(null, "trades.zip"))
                .isNotInstanceOf(AssertionError.class)
                .hasMessageContaining("OPENBELL_TEST_DATA is not set");
    }
}
