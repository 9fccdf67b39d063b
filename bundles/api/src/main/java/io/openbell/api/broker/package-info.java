/** The venue's side: accounts, positions, orders and reports as the broker states them. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.api.broker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
