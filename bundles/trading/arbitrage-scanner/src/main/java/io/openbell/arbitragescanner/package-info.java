/** Rule-based arbitrage: triangles of coins, funds against their baskets, cointegrated pairs. */
@NullMarked
package io.openbell.arbitragescanner;

import org.jspecify.annotations.NullMarked;
