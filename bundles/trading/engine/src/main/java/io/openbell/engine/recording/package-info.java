/** What the loop does, written to files, and read again (docs/recording.md). */
@NullMarked
package io.openbell.engine.recording;

import org.jspecify.annotations.NullMarked;
