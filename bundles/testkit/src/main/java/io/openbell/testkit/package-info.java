/** Fakes for tests; never shipped. */
@NullMarked
package io.openbell.testkit;

import org.jspecify.annotations.NullMarked;
