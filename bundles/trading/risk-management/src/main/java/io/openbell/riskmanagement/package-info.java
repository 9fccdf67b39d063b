/** The gate that every new order passes, fed from the loop. */
@NullMarked
package io.openbell.riskmanagement;

import org.jspecify.annotations.NullMarked;
