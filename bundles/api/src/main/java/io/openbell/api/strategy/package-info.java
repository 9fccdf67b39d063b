/** What a strategy author writes against. */
@Export
@Version("0.1.0")
@NullMarked
package io.openbell.api.strategy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
