/** Session components that misbehave while a file of their id lies in {@code $OPENBELL_HOME/run/faults}. Tests only. */
@NullMarked
package io.openbell.itests.faulty;

import org.jspecify.annotations.NullMarked;
