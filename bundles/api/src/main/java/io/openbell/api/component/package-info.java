/** Components of the session, their health and their permits. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.api.component;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
