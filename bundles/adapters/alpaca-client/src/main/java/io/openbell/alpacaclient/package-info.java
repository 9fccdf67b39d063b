/** Alpaca's REST and stream protocols as a client, against Alpaca's paper hosts or the built-in exchange. */
@NullMarked
package io.openbell.alpacaclient;

import org.jspecify.annotations.NullMarked;
