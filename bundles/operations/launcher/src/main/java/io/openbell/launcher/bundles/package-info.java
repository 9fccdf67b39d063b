/** Which code may be brought into the process: where only signed bundles may run, nothing else does. */
@NullMarked
package io.openbell.launcher.bundles;

import org.jspecify.annotations.NullMarked;
