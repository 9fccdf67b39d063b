/** From the feed to the trading loop: screened ticks, the latest of them, and bars. */
@NullMarked
package io.openbell.marketdatacollector;

import org.jspecify.annotations.NullMarked;
