/** Backups: what is in them, how they are proven good, and how one is restored. */
@NullMarked
package io.openbell.launcher.backup;

import org.jspecify.annotations.NullMarked;
