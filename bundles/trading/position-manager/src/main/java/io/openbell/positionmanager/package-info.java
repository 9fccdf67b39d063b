/** Positions and profit from fills, compared with the venue's. */
@NullMarked
package io.openbell.positionmanager;

import org.jspecify.annotations.NullMarked;
