/** Parameters of strategies: what a record declares, what a file says, and whether the two fit. Immutable, any thread. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.parameter;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
