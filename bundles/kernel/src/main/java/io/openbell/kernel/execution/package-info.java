/**
 * Execution algorithms: how a large wish is cut into ordinary ones over time, and kept from ever becoming more than it was.
 * Fed with events and time on one thread; what others read is immutable.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.execution;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
