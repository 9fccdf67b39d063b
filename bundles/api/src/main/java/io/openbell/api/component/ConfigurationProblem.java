package io.openbell.api.component;

/**
 * A value that does not go together with another one, or that its key's type cannot rule out.
 *
 * @param key     the key to blame
 * @param value   what stands behind it, as text; never a secret
 * @param allowed what would be right, with units and the values it depends on
 * @param remedy  what to do
 */
public record ConfigurationProblem(String key, String value, String allowed, String remedy) {

    /** {@code key = value: not allowed; allowed ...; remedy}. */
    @Override
    public String toString() {
        return key + " = " + value + ": not allowed; allowed " + allowed + "; " + remedy;
    }
}
