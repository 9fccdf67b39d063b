/** Log channels, the count of errors per component, and the health of the log folder. */
@NullMarked
package io.openbell.loggingsystem;

import org.jspecify.annotations.NullMarked;
