/**
 * The trading loop (one queue, one thread) and the order journal. Plain Java; {@link io.openbell.engine.Engine} wires them
 * into the framework.
 */
@NullMarked
package io.openbell.engine;

import org.jspecify.annotations.NullMarked;
