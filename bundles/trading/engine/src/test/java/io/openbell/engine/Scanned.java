package io.openbell.engine;

import io.openbell.engine.RecordFormat.RawRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What the bytes of one segment say, with all records at once. */
record Scanned(SegmentScan scan, List<RawRecord> records) {

    static Scanned of(String file, ByteBuffer bytes) throws DamagedJournalException {
        List<RawRecord> records = new ArrayList<>();
        SegmentScan scan = SegmentScan.of(file, bytes, records::add);
        return new Scanned(scan, records);
    }
}
