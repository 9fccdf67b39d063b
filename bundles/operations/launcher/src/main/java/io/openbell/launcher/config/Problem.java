package io.openbell.launcher.config;

/**
 * Something that is wrong with a configuration file.
 *
 * @param file its name
 * @param text {@code key = value: problem; allowed ...; did you mean ...}
 */
public record Problem(String file, String text) {

    /** Keeps it on one line, and control characters off the terminal. */
    public Problem {
        text = text.strip().replaceAll("\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    }

    /** One line for people. */
    @Override
    public String toString() {
        return file + ": " + text;
    }
}
