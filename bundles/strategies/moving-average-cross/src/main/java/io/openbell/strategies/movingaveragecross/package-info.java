/** A strategy that follows the trend. */
@Header(
        name = "Openbell-Strategy",
        value = "io.openbell.strategies.movingaveragecross.MovingAverageCross")
@NullMarked
package io.openbell.strategies.movingaveragecross;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
