/** Proofs that need the strategy engine put together by hand. */
@NullMarked
package io.openbell.aihftsystem;

import org.jspecify.annotations.NullMarked;
