/** Orders, account and order updates. */
@NullMarked
package io.openbell.alpacaclient.account;

import org.jspecify.annotations.NullMarked;
