/** The wire: REST and WebSocket as Alpaca speaks them. Everything is called on the exchange's one thread. */
@NullMarked
package io.openbell.simulator.web;

import org.jspecify.annotations.NullMarked;
