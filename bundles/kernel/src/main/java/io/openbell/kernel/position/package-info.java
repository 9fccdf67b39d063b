/** Positions, cash and profit from fills. Deterministic: no clock, no threads. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.position;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
