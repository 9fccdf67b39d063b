/** Quotes, trades and bars, and the feed that delivers them. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.api.market;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
