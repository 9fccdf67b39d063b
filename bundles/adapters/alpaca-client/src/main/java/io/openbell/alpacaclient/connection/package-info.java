/** How the venue is reached: where it is, addresses, proxies, sockets, threads. */
@NullMarked
package io.openbell.alpacaclient.connection;

import org.jspecify.annotations.NullMarked;
