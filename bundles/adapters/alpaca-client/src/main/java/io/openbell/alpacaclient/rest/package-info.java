/** Requests to the venue: lanes, connections, deadlines. */
@NullMarked
package io.openbell.alpacaclient.rest;

import org.jspecify.annotations.NullMarked;
