/**
 * Protections: rest after bad trades, and a stop for every position. Deterministic; time comes with the events. One thread.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.protection;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
