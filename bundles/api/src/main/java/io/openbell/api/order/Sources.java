package io.openbell.api.order;

import java.util.Set;

/** Who wishes for orders besides strategies. No strategy may have one of these names. */
public final class Sources {

    /** A person: by hand, by a file, or by what was agreed for the end of a session. */
    public static final String OPERATOR = "operator";

    /** Stops that the policy of protective stops places. */
    public static final String PROTECTION = "protection";

    /** What the account holds and none of our sources traded. It wishes for nothing. */
    public static final String EXTERNAL = "external";

    /** All of them. */
    public static final Set<String> RESERVED = Set.of(OPERATOR, PROTECTION, EXTERNAL);

    private Sources() {}
}
