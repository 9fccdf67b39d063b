/**
 * The pre-trade checks and the gate made of them: one list, the same in every mode, on committed exposure. Deterministic;
 * time comes with the call. One thread, except where a method says otherwise.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.risk;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
