/** Market data by request, as Alpaca's data API answers: history in pages, what is newest, snapshots, lists. */
@NullMarked
package io.openbell.simulator.web.data;

import org.jspecify.annotations.NullMarked;
