/** Tells which limits bind less than others. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.kernel.loosening;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
