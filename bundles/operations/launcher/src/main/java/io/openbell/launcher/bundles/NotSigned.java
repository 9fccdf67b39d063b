package io.openbell.launcher.bundles;

/** There is no list of allowed bundles that can be trusted; the message names the file and what to do. */
public final class NotSigned extends Exception {

    private static final long serialVersionUID = 1;

    NotSigned(String file, String problem, String remedy) {
        super("etc/" + file + ": " + problem + "; " + remedy);
    }
}
