package io.openbell.aihftsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are called a jar: each is refused with what is wrong, before anything of it is installed. */
class BadJarsTest {

    private static final byte[] GOOD = TickCounter.good("1.0.0").jar();

    private record Row(String what, byte[] bytes, String reason) {

        @Override
        public String toString() {
            return what;
        }
    }

    /** Puts entries into a jar. */
    private interface Content {
        void into(ZipOutputStream zip) throws IOException;
    }

    private static byte[] jar(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            content.into(zip);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void zeros(ZipOutputStream zip, String name, long megabytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        byte[] megabyte = new byte[1 << 20];
        for (long written = 0; written < megabytes; written++) {
            zip.write(megabyte);
        }
        zip.closeEntry();
    }

    private static Content file(String name, byte[] content) {
        return zip -> {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        };
    }

    private static Content manyFiles(int count) {
        return zip -> {
            for (int number = 0; number < count; number++) {
                file("a" + number, new byte[0]).into(zip);
            }
        };
    }

    private static byte[] classWithConstants(int declared) {
        byte[] bytes = new byte[64];
        new Random(1).nextBytes(bytes);
        byte[] head = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 61};
        System.arraycopy(head, 0, bytes, 0, head.length);
        bytes[8] = (byte) (declared >> 8);
        bytes[9] = (byte) declared;
        return bytes;
    }

    static List<Row> rows() {
        byte[] text = "text".getBytes(StandardCharsets.US_ASCII);
        return List.of(
                new Row("B88 nothing in it", new byte[0], "it is no jar"),
                new Row("B88 text", text, "it is no jar"),
                new Row(
                        "B88 the first half of a jar",
                        Arrays.copyOf(GOOD, GOOD.length / 2),
                        "not copied to the end"),
                new Row(
                        "B88 a jar with a damaged middle",
                        damaged(GOOD.length / 2),
                        "it is damaged"),
                new Row(
                        "B88 two gigabytes of zeros for a class",
                        jar(zip -> zeros(zip, "com/example/Big.class", 2_048)),
                        "com/example/Big.class unpacks to more than is allowed"),
                new Row(
                        "B88 two gigabytes of zeros beside the classes",
                        jar(zip -> zeros(zip, "data.bin", 2_048)),
                        "data.bin unpacks to more than is allowed"),
                new Row(
                        "B88 many that are large together",
                        jar(
                                zip -> {
                                    for (int number = 0; number < 20; number++) {
                                        zeros(zip, "data" + number, 15);
                                    }
                                }),
                        "unpacks to more than is allowed"),
                new Row("B88 30,000 files", jar(manyFiles(30_000)), "more than 20000 files"),
                new Row(
                        "B88 a name that leads out of it",
                        jar(file("com/../../../etc/KILL", text)),
                        "leads out of it: com/../../../etc/KILL"),
                new Row(
                        "B88 an absolute name",
                        jar(file("/etc/KILL", text)),
                        "leads out of it: /etc/KILL"),
                new Row(
                        "B88 a name with the other slash",
                        jar(file("..\\etc\\KILL", text)),
                        "leads out of it"),
                new Row(
                        "B93 a class that is none",
                        jar(file("com/example/Text.class", text)),
                        "com/example/Text.class is no class file"),
                new Row(
                        "B93 a class whose constants lead nowhere",
                        jar(file("com/example/Lost.class", classWithConstants(2))),
                        "com/example/Lost.class is no class file"),
                new Row(
                        "B88 a manifest that is none",
                        jar(file("META-INF/MANIFEST.MF", new byte[] {'a', 0, ':', 'b'})),
                        "manifest"));
    }

    private static byte[] damaged(int at) {
        byte[] copy = GOOD.clone();
        for (int i = at; i < at + 64; i++) {
            copy[i] ^= (byte) 0x5A;
        }
        return copy;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldBeRefusedWithWhatIsWrong(Row row) {
        assertThatThrownBy(() -> StrategyJar.of(row.bytes()))
                .isInstanceOfAny(IOException.class, IllegalArgumentException.class)
                .hasMessageContaining(row.reason());
    }

    @Test
    void shouldTakeTheGoodOne() throws IOException {
        assertThat(StrategyJar.of(GOOD).version()).isEqualTo("1.0.0");
    }

    /** Whatever is flipped, cut or filled: a jar or a refusal, and nothing else. */
    @Test
    void shouldNeverEndInAnythingButARefusal() {
        Random random = new Random(20260401);
        for (int round = 0; round < 3_000; round++) {
            byte[] copy = GOOD.clone();
            int at = random.nextInt(copy.length);
            switch (random.nextInt(3)) {
                case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> copy = Arrays.copyOf(copy, at);
                default -> Arrays.fill(copy, at, Math.min(copy.length, at + 40), (byte) 0);
            }
            byte[] tried = copy;
            try {
                StrategyJar.of(tried);
            } catch (IOException | IllegalArgumentException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }
}
