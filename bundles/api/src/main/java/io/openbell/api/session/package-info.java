/** The running session: mode, folders, credentials, clock. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.api.session;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
