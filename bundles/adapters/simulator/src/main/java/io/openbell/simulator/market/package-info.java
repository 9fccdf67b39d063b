/** Where prices come from: a generated market or a recorded one, and the tape both are written to. */
@NullMarked
package io.openbell.simulator.market;

import org.jspecify.annotations.NullMarked;
