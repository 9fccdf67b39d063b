/**
 * From opinions to wishes: how many shares a signal or an opportunity is worth, and the orders that take a source there.
 * Deterministic; single-threaded, on the trading loop or in a backtest.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.sizing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
