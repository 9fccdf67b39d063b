/** The strategy engine: finds strategies in bundles, configures them, and runs them on the trading loop. */
@NullMarked
package io.openbell.aihftsystem;

import org.jspecify.annotations.NullMarked;
