/** Finds what could be earned by holding several symbols at once. Deterministic: no clock, no threads; quotes and time are given. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.arbitrage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
