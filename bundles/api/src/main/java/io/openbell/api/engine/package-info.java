/** The one queue, its events, and the order journal. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.api.engine;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
