/** Gives proofs a hold on the positions. */
@NullMarked
package io.openbell.positionmanager;

import org.jspecify.annotations.NullMarked;
