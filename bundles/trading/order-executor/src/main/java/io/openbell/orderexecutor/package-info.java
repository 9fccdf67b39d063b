/** Orders from the approved wish to the last fill: journal, sending, canceling, and agreement with the venue. */
@NullMarked
package io.openbell.orderexecutor;

import org.jspecify.annotations.NullMarked;
