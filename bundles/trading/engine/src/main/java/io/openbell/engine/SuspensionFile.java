package io.openbell.engine;

import io.openbell.api.risk.SuspensionNote;
import io.openbell.api.session.TradingMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code SUSPENDED-<mode>-<account>} in the folder {@code latch}; without the account where whoever wrote it did not know it.
 * That the file is there is what counts. Written and removed on the thread that it is given.
 */
final class SuspensionFile implements SuspensionNote {

    private static final Logger LOG = LoggerFactory.getLogger(SuspensionFile.class);
    private static final String PREFIX = "SUSPENDED-";
    private static final String UNLISTED = "?";

    private final Path folder;
    private final String name;
    private final FileOpener opener;
    private final InstantSource clock;
    private final Supplier<String> account;
    private final ExecutorService writer;

    /** By account; empty for a file that names none. */
    private final Set<String> accounts = ConcurrentHashMap.newKeySet();

    /** Looks what there is. */
    SuspensionFile(
            Path folder,
            TradingMode mode,
            FileOpener opener,
            InstantSource clock,
            Supplier<String> account,
            ExecutorService writer) {
        this.folder = folder;
        this.name = PREFIX + mode.token();
        this.opener = opener;
        this.clock = clock;
        this.account = account;
        this.writer = writer;
        look();
    }

    /** Looks again: somebody else may have left one. Blocks on the disk. */
    void look() {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + "*")) {
            for (Path file : files) {
                String rest = file.getFileName().toString().substring(name.length());
                if (rest.isEmpty() || rest.startsWith("-")) {
                    accounts.add(rest.isEmpty() ? "" : rest.substring(1));
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            LOG.error("suspension=unreadable folder={}", folder, unreadable);
            accounts.add(UNLISTED);
        }
    }

    @Override
    public boolean isThere() {
        return accounts.contains(account.get())
                || accounts.contains("")
                || accounts.contains(UNLISTED);
    }

    @Override
    public boolean write(Duration limit) throws InterruptedException {
        // In memory at once: what the disk does not take counts as long as the process lives.
        accounts.add(account.get());
        return within(limit, this::written);
    }

    private void written() throws IOException {
        Files.createDirectories(folder);
        String text = "at=" + clock.instant() + "\n";
        try (FileChannel channel =
                opener.open(
                        file(account.get()),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            SegmentWriter.writeFully(
                    channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            channel.force(true);
        }
        opener.forceFolder(folder);
    }

    @Override
    public boolean remove(Duration limit) throws InterruptedException {
        return within(limit, this::removed);
    }

    private void removed() throws IOException {
        String ours = account.get();
        Files.deleteIfExists(file(ours));
        Files.deleteIfExists(file(""));
        if (Files.exists(folder)) {
            opener.forceFolder(folder);
        }
        accounts.remove(ours);
        accounts.remove("");
        if (accounts.remove(UNLISTED)) {
            look();
        }
    }

    private Path file(String of) {
        return folder.resolve(name + (of.isEmpty() ? "" : "-" + of));
    }

    private boolean within(Duration limit, Work work) throws InterruptedException {
        try {
            Future<?> done =
                    writer.submit(
                            () -> {
                                work.run();
                                return null;
                            });
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException | RejectedExecutionException failure) {
            LOG.error("suspension=its file was not changed folder={}", folder, failure);
            return false;
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
