package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One wrong bit in the middle of the journal: refused, verified and salvaged as an operator would, and traded on after it. */
class DamagedJournalIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Where a segment's first record stands, and how far its checksum reaches back from its contents. */
    private static final int HEADER_BYTES = 512;

    private static final int PREFIX_BYTES = 8;

    @Test
    void shouldRefuseADamagedJournalAndStartHaltedWithASalvagedOne() throws Exception {
        try (Distribution openbell = Distribution.onEmptyHome("damaged")) {
            openbell.start();
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    openbell.json("trading:journal-verify").path("records").asInt()
                                            > 5);
            assertThat(openbell.stop().exitCode()).isZero();
            Path journal = journalOf(openbell);
            int offset = flipABitOfTheSecondRecord(journal.resolve("journal-00000001.log"));

            Distribution.Ended refused = openbell.openbell("start", "--background");
            assertThat(refused.exitCode()).as(refused.output()).isEqualTo(74);
            assertThat(refused.output())
                    .contains("journal refused: file=")
                    .contains("offset=" + offset)
                    .contains("record 2 is damaged");

            Distribution.Ended verified = openbell.openbell("journal-verify");
            assertThat(verified.exitCode()).as(verified.output()).isEqualTo(74);
            assertThat(verified.output()).contains("offset=" + offset);

            Path damaged = journal.resolveSibling("damaged");
            Files.move(journal, damaged);
            Distribution.Ended salvaged =
                    openbell.openbell("journal-salvage", damaged.toString(), journal.toString());
            assertThat(salvaged.exitCode()).as(salvaged.output()).isZero();
            assertThat(salvaged.output()).contains("records 2 to 2 are missing");

            openbell.start();
            assertThat(openbell.json("trading:status").path("gate").asText()).isEqualTo("HALTED");
            assertThat(openbell.json("trading:journal-verify").path("sound").asBoolean()).isTrue();
        }
    }

    private static Path journalOf(Distribution openbell) throws IOException {
        try (Stream<Path> journals = Files.list(openbell.home().resolve("journal"))) {
            return journals.findFirst().orElseThrow();
        }
    }

    /** That of the session's beginning; returns where the record stands. */
    private static int flipABitOfTheSecondRecord(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        int offset = HEADER_BYTES + PREFIX_BYTES + ByteBuffer.wrap(bytes).getInt(HEADER_BYTES);
        bytes[offset + PREFIX_BYTES + 20] ^= 1;
        Files.write(segment, bytes);
        return offset;
    }
}
