/** The exchange's own certificate. */
@NullMarked
package io.openbell.simulator.tls;

import org.jspecify.annotations.NullMarked;
