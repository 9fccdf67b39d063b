/** Market data and news by stream, and of the past. */
@NullMarked
package io.openbell.alpacaclient.marketdata;

import org.jspecify.annotations.NullMarked;
