/**
 * Orders: their state machine, the book of them, their names, and what a venue's statements mean for them. Written by one
 * thread; what others read is immutable.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.order;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
