package io.openbell.engine.recording;

import java.time.Duration;

/**
 * How sessions are recorded.
 *
 * @param queueCapacity lines that may wait for the disk, at least 2
 * @param segmentBytes  of one file, at least 64 KiB
 * @param totalBytes    of all recordings together, never more; at least two files
 * @param keep          older recordings are deleted
 * @param freeBytes     are left on the disk
 */
public record RecorderSettings(
        int queueCapacity, long segmentBytes, long totalBytes, Duration keep, long freeBytes) {

    /** Refuses what contradicts itself. */
    public RecorderSettings {
        if (queueCapacity < 2 || segmentBytes < 1 << 16 || totalBytes < 2 * segmentBytes) {
            throw new IllegalArgumentException(
                    "recordings need a queue of 2 lines, files of 64 KiB, and room for two of them: queueCapacity="
                            + queueCapacity
                            + " segmentBytes="
                            + segmentBytes
                            + " totalBytes="
                            + totalBytes);
        }
    }
}
