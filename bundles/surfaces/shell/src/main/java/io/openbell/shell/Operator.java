package io.openbell.shell;

import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** Who sits at the shell. */
final class Operator {

    private Operator() {}

    /** The name the person logged in with; {@code operator} where there is none. */
    static String of(@Nullable Session session) {
        Object user = session == null ? null : session.get("USER");
        return user == null ? "operator" : user.toString();
    }
}
