/** Tests and estimates over series of numbers. Deterministic, without state. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.statistics;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
