/** How trading goes: counters and drawdown. Deterministic: no clock, no threads. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.performance;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
