/** Alpaca's JSON and MessagePack as our values. */
@NullMarked
package io.openbell.alpacaclient.decode;

import org.jspecify.annotations.NullMarked;
