package io.openbell.deadman;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What it leaves in the folder {@code latch}, in the form that docs/kill-switch.md defines: a halt for whichever account
 * comes, and that a suspension at the venue is the system's to end.
 */
final class Marks {

    /** A disk may be what is broken: the venue comes first then. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Writes one of them, and knows what came of it. */
    private static final class Work implements Runnable {
        private final Path file;
        private final String text;
        private volatile String problem = "the disk does not answer";

        Work(Path file, String text) {
            this.file = file;
            this.text = text;
        }

        @Override
        public void run() {
            try {
                write(file, text);
                problem = "";
            } catch (IOException | RuntimeException failure) {
                problem = String.valueOf(failure);
            }
        }
    }

    private final Path folder;
    private final String mode;
    private final Aside aside = new Aside();

    Marks(Path home, String mode) {
        this.folder = home.resolve("latch");
        this.mode = mode;
    }

    /** The next start, and a process that wakes up, find themselves halted. Empty if it is on the disk; else why not. */
    String halt(String reason, Instant now) throws InterruptedException {
        return within(
                "HALTED-" + mode,
                "source=dead-man\nreason=" + reason + "\nat=" + now + "\nkeepStops=false\n");
    }

    /** Whoever ends the halt ends the suspension as well. Empty if it is on the disk; else why not. */
    String suspended(Instant now) throws InterruptedException {
        return within("SUSPENDED-" + mode, "at=" + now + "\n");
    }

    /**
     * No halt is there that holds for that account, for any if it is empty: ours or the system's own. False where the disk
     * does not say so.
     */
    boolean isUnmarked(String account) throws InterruptedException {
        AtomicBoolean none = new AtomicBoolean();
        return aside.within(PATIENCE, () -> none.set(listsNone(account))) && none.get();
    }

    private boolean listsNone(String account) {
        String name = "HALTED-" + mode;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + "*")) {
            for (Path file : files) {
                String rest = file.getFileName().toString().substring(name.length());
                boolean ofAny = account.isEmpty() && rest.startsWith("-");
                if (rest.isEmpty() || ofAny || rest.equals("-" + account)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    private String within(String name, String text) throws InterruptedException {
        Work work = new Work(folder.resolve(name), text);
        aside.within(PATIENCE, work);
        return work.problem;
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException there) {
            // That it is there is what counts; perhaps since a round in which the disk then failed.
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
