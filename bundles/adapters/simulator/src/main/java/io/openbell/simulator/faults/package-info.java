/** Faults on purpose, so that others can be tried: armed by a control request or by code, seeded, counted and recorded. */
@NullMarked
package io.openbell.simulator.faults;

import org.jspecify.annotations.NullMarked;
