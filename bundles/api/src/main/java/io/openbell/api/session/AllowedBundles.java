package io.openbell.api.session;

import java.util.Optional;

/**
 * Which code may be brought into the running process. Whoever takes bundles from people asks before anything of them is
 * installed; what nobody asks for is refused by the framework all the same. Any thread.
 */
@FunctionalInterface
public interface AllowedBundles {

    /**
     * Asks for a bundle that is about to be installed. One that is refused halts trading: somebody tries to bring in code.
     *
     * @param name   for people
     * @param sha256 of the very bytes that will be installed, in lower-case hexadecimal
     * @return why it may not, and what to do; empty if it may
     */
    Optional<String> refusal(String name, String sha256);

    /** Where every bundle may run. */
    static AllowedBundles any() {
        return (name, sha256) -> Optional.empty();
    }
}
