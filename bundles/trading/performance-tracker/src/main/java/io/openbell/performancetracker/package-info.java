/** How trading goes: counters, profit and drawdown. */
@NullMarked
package io.openbell.performancetracker;

import org.jspecify.annotations.NullMarked;
