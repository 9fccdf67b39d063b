/** Hosts strategies: who gets which event, what each one holds, and what becomes of one that fails. No I/O, no clock. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.strategy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
