/** The face of health: one check per component, the machine's resources, alerts when something changes. */
@NullMarked
package io.openbell.healthmonitor;

import org.jspecify.annotations.NullMarked;
