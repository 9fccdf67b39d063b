/** What the proofs need of the engine's inside. */
@NullMarked
package io.openbell.engine;

import org.jspecify.annotations.NullMarked;
