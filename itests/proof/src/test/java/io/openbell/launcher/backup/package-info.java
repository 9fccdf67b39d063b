/** What the proofs need of the backups' inside. */
@NullMarked
package io.openbell.launcher.backup;

import org.jspecify.annotations.NullMarked;
