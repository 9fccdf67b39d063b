package io.openbell.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A disk of so many bytes. As on a real one a write that does not fit takes what fits, without an error; the next one
 * fails. Bytes that a file has already cost nothing.
 */
final class SmallDisk implements FileOpener {

    private final AtomicLong free;
    private final boolean unlooped;

    private SmallDisk(long bytes, boolean unlooped) {
        free = new AtomicLong(bytes);
        this.unlooped = unlooped;
    }

    static SmallDisk of(long bytes) {
        return new SmallDisk(bytes, false);
    }

    /** With a journal that calls write once, and takes it for done: what {@code while (hasRemaining())} is for. */
    static SmallDisk ofOneWrite(long bytes) {
        return new SmallDisk(bytes, true);
    }

    @Override
    public FileChannel open(Path path, OpenOption... options) throws IOException {
        FileChannel real = FileChannel.open(path, options);
        return new FaultyChannel(real) {
            @Override
            public int write(ByteBuffer bytes, long position) throws IOException {
                int wanted = bytes.remaining();
                long grows = Math.max(0, position + wanted - real.size());
                long granted = Math.min(grows, free.get());
                int fitting = (int) Math.max(0, wanted - (grows - granted));
                if (fitting == 0 && wanted > 0 && !unlooped) {
                    throw new IOException("No space left on device");
                }
                free.addAndGet(-granted);
                int taken = super.write(bytes.slice(bytes.position(), fitting), position);
                bytes.position(bytes.position() + (unlooped ? wanted : taken));
                return unlooped ? wanted : taken;
            }

            @Override
            public void force(boolean metaData) {}
        };
    }

    @Override
    public void forceFolder(Path folder) {}
}
