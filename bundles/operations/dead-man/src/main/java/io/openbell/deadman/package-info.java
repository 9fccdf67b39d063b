/**
 * The dead-man's switch: a process beside the trading system that takes its orders out of the market when it falls silent.
 * On the JDK alone.
 */
@NullMarked
package io.openbell.deadman;

import org.jspecify.annotations.NullMarked;
