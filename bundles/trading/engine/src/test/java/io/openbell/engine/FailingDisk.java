package io.openbell.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk whose n-th call of one kind fails, once or from then on. As on Linux a force that fails throws away what it should
 * have kept, and the next one succeeds as if nothing had happened.
 */
final class FailingDisk implements FileOpener {

    /** What fails. */
    enum Call {
        WRITE,
        FORCE,
        OPEN,
        FORCE_FOLDER
    }

    private record Range(long from, int bytes) {}

    private final Call failing;
    private final int nth;
    private final boolean persistent;
    private final String error;
    private int calls;
    private int failures;

    /** @param nth 1 for the first call of that kind */
    FailingDisk(Call failing, int nth, boolean persistent, String error) {
        this.failing = failing;
        this.nth = nth;
        this.persistent = persistent;
        this.error = error;
    }

    /** The n-th call came. */
    synchronized boolean hasFailed() {
        return failures > 0;
    }

    private synchronized boolean fails(Call call) {
        if (call != failing) {
            return false;
        }
        calls++;
        boolean now = persistent ? calls >= nth : calls == nth;
        failures += now ? 1 : 0;
        return now;
    }

    private IOException failure() {
        return new IOException(error);
    }

    @Override
    public FileChannel open(Path path, OpenOption... options) throws IOException {
        if (fails(Call.OPEN)) {
            throw failure();
        }
        FileChannel real = FileChannel.open(path, options);
        List<Range> dirty = new ArrayList<>();
        return new FaultyChannel(real) {
            @Override
            public int write(ByteBuffer bytes, long position) throws IOException {
                if (fails(Call.WRITE)) {
                    // Half of it got there.
                    super.write(bytes.slice(bytes.position(), bytes.remaining() / 2), position);
                    throw failure();
                }
                int taken = super.write(bytes, position);
                dirty.add(new Range(position, taken));
                return taken;
            }

            @Override
            public void force(boolean metaData) throws IOException {
                boolean fails = fails(Call.FORCE);
                if (fails) {
                    for (Range range : dirty) {
                        super.write(ByteBuffer.allocate(range.bytes()), range.from());
                    }
                }
                dirty.clear();
                if (fails) {
                    throw failure();
                }
            }
        };
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        if (fails(Call.FORCE_FOLDER)) {
            throw failure();
        }
    }
}
