/** Lives of the executor at a real exchange: inside its package, to start its threads under another clock and to kill it. */
@NullMarked
package io.openbell.orderexecutor;

import org.jspecify.annotations.NullMarked;
