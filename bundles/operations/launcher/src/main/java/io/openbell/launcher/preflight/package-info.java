/** What is checked before a session opens. */
@NullMarked
package io.openbell.launcher.preflight;

import org.jspecify.annotations.NullMarked;
