/** Fixed-point money, prices and quantities, symbols and sides. Immutable, safe on any thread. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.api.value;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
