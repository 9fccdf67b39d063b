/** Reads and checks the configuration files, and hands them to Config Admin. */
@NullMarked
package io.openbell.launcher.config;

import org.jspecify.annotations.NullMarked;
