@NullMarked
package io.openbell.kernel.replay;

import org.jspecify.annotations.NullMarked;
