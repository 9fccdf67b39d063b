/** Intents, orders, and the events of an order's life. Immutable, safe on any thread. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.api.order;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
