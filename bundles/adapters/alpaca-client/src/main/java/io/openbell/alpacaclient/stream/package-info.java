/** WebSockets that are kept open. */
@NullMarked
package io.openbell.alpacaclient.stream;

import org.jspecify.annotations.NullMarked;
