/** The {@code trading:*} commands of the Karaf console. Karaf finds them by the manifest header given here. */
@Header(name = "Karaf-Commands", value = "io.openbell.shell")
@NullMarked
package io.openbell.shell;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
