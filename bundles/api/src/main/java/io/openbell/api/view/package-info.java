/** Questions that the shell and other surfaces may ask; answers are immutable snapshots. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.api.view;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
