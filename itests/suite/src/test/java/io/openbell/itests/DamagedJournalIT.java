package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A journal that is not what it was: told, and traded on only after a person has looked, as an operator would. */
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
            haltsOnceIfItComesToSomethingElse(openbell, journal.resolve("snapshots"));

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

    /** As if yesterday's version had counted a dollar more. */
    private static void haltsOnceIfItComesToSomethingElse(Distribution openbell, Path snapshots)
            throws Exception {
        Path latest = latest(snapshots);
        String then = Files.readString(latest).split("\n", -1)[0];
        String cash = then.replaceAll(".*\"cash\":\"([^\"]*)\".*", "$1");
        String dearer = new BigDecimal(cash).add(BigDecimal.ONE).toPlainString();
        String changed =
                then.replace('"' + cash + '"', '"' + dearer + '"')
                        .replaceFirst("\"sha256\":\"..", "\"sha256\":\"zz");
        Files.writeString(latest, changed + "\n" + sha256(changed) + "\n");
        assertThat(openbell.openbell("journal-verify").output())
                .contains("cash: " + dearer + " then, " + cash + " now");

        openbell.start();
        assertThat(openbell.json("trading:status").path("gate").asText()).isEqualTo("HALTED");
        assertThat(openbell.shell("trading:status"))
                .contains("other books than in snapshot", "cash: " + dearer + " then");
        await().atMost(PATIENCE)
                .until(() -> openbell.tryShell("trading:resume --reason counted").exitCode() == 0);
        assertThat(openbell.stop().exitCode()).isZero();

        openbell.start();
        await().atMost(PATIENCE)
                .until(
                        () ->
                                openbell.json("trading:status")
                                        .path("gate")
                                        .asText()
                                        .equals("ACTIVE"));
        assertThat(openbell.stop().exitCode()).isZero();
    }

    private static Path latest(Path snapshots) throws IOException {
        try (Stream<Path> files = Files.list(snapshots)) {
            return files.max(Comparator.naturalOrder()).orElseThrow();
        }
    }

    private static String sha256(String line) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(line.getBytes(StandardCharsets.UTF_8)));
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
