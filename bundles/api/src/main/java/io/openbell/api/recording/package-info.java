/** Recordings of what the trading loop was told, and their replay. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.api.recording;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
