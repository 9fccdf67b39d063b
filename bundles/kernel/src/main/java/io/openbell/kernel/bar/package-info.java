/** Bars from trades. Deterministic: no clock, no threads; time is given. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.bar;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
