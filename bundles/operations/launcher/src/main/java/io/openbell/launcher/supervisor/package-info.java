/** Decides which component may live: dependency graph, permits, health, restarts. The decisions are plain Java. */
@NullMarked
package io.openbell.launcher.supervisor;

import org.jspecify.annotations.NullMarked;
