package io.openbell.engine;

import io.openbell.api.engine.JournalInspector;
import io.openbell.api.engine.Journaled;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.session.TradingMode;
import io.openbell.engine.RecordFormat.RawRecord;
import io.openbell.testkit.ManualClock;
import io.openbell.testkit.TradedDays;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A journal of an account that traded for long, with segments as they are shipped, and what is asked about it. */
public final class TradedJournal {

    private static final String ACCOUNT = "PA3XYZ";
    private static final int SEGMENT_BYTES = 64 << 20;
    private static final int IN_FLIGHT = 10_000;

    private TradedJournal() {}

    /** Writes it; its folder. */
    public static Path write(Path home, int orders) throws IOException, InterruptedException {
        Semaphore room = new Semaphore(IN_FLIGHT);
        try (EventLoop loop = new EventLoop(LoopSettings.DEFAULTS, LoopClock.ofEvents()).start();
                SegmentedJournal journal =
                        new SegmentedJournal(
                                home.resolve("journal"),
                                SEGMENT_BYTES,
                                ManualClock.at("2025-01-15T14:30:00Z"),
                                loop)) {
            journal.open(TradingMode.PAPER, ACCOUNT);
            TradedDays.tell(
                    orders,
                    event -> {
                        room.acquireUninterruptibly();
                        journal.append(event, room::release);
                    });
            room.acquire(IN_FLIGHT);
        }
        return home.resolve("journal/paper-" + ACCOUNT);
    }

    /** As the engine answers. */
    public static JournalInspector inspector() {
        return new JournalWorkshop(Optional::empty, SEGMENT_BYTES, InstantSource.system());
    }

    /** Makes the last fill a cent dearer, with a checksum that fits. */
    public static void forge(Path folder) throws IOException {
        List<Path> segments = SegmentHeader.files(folder);
        Path last = segments.get(segments.size() - 1);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(last));
        EventCodec codec = new EventCodec();
        RawRecord found = null;
        OrderFilled fill = null;
        for (RawRecord each = RecordFormat.read(bytes, SegmentHeader.BYTES);
                each != null;
                each = RecordFormat.read(bytes, each.end())) {
            Journaled event = codec.decode(each.type(), each.payload());
            if (event instanceof OrderFilled filled) {
                found = each;
                fill = filled;
            }
        }
        if (found == null || fill == null) {
            throw new IOException("no fill in " + last);
        }
        byte[] payload = codec.encode(TradedDays.dearer(fill));
        if (payload.length != found.payload().length) {
            throw new IOException("does not fit: " + fill);
        }
        bytes.position(found.offset());
        RecordFormat.write(bytes, found.sequence(), found.type(), found.appended(), payload);
        Files.write(last, bytes.array());
    }
}
