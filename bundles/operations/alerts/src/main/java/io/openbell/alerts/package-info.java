/** Tells people who are not in front of the machine: log, webhooks, Telegram, mail, and a heartbeat. */
@NullMarked
package io.openbell.alerts;

import org.jspecify.annotations.NullMarked;
