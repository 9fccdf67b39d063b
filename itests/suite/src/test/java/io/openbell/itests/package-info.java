/** The real distribution, started by the start script and driven as a user would. */
@NullMarked
package io.openbell.itests;

import org.jspecify.annotations.NullMarked;
