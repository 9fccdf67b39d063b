/**
 * Breakers: each watches one figure over the loop's events, and says what follows when it passes its limit. Deterministic;
 * time comes with the events. One thread.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.breaker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
