/** What people see on the terminal: banner, status table, summary. */
@NullMarked
package io.openbell.launcher.status;

import org.jspecify.annotations.NullMarked;
