/** Decides again what a session decided, from its inputs alone, and says where it comes out differently. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.replay;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
