/** The built-in exchange and the client, held against Alpaca's own contracts and against each other. */
@NullMarked
package io.openbell.itests.contract;

import org.jspecify.annotations.NullMarked;
