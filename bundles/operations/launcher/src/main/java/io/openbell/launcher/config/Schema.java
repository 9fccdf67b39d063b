package io.openbell.launcher.config;

import java.util.List;
import java.util.Map;

/** What the file of one PID may hold. */
@FunctionalInterface
interface Schema {

    /** Everything that is wrong with it, one line each: {@code key = value: problem; allowed ...}. */
    List<String> problems(Map<String, String> values);
}
