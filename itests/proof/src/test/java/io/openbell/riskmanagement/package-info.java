/** The gate as in the product, for proofs. */
@NullMarked
package io.openbell.riskmanagement;

import org.jspecify.annotations.NullMarked;
