/** Starts the session: home folder, secrets, configuration, supervision; and ends it. */
@NullMarked
package io.openbell.launcher;

import org.jspecify.annotations.NullMarked;
