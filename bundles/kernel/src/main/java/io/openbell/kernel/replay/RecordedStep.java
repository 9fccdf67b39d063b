package io.openbell.kernel.replay;

import io.openbell.api.recording.RecordedLine;
import java.util.List;

/**
 * One thing that the loop did, with what subscribers wrote down meanwhile.
 *
 * @param head  begins the step
 * @param notes do not, see {@link RecordedLine.Kind#beginsStep}
 */
public record RecordedStep(RecordedLine head, List<RecordedLine> notes) {

    /** Keeps a copy. */
    public RecordedStep {
        notes = List.copyOf(notes);
    }
}
