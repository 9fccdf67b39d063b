@NullMarked
package io.openbell.aihftsystem;

import org.jspecify.annotations.NullMarked;
