package io.openbell.shell;

import java.io.PrintStream;

/** What a command prints, in the form that was asked for. */
interface Answer {

    /** The forms. */
    enum Form {
        /** For people. */
        TABLE,
        /** Tab-separated, one header line. */
        PLAIN,
        /** One JSON document. */
        JSON
    }

    /** Prints for people. */
    void table(PrintStream out);

    /** Prints tab-separated values. */
    void plain(PrintStream out);

    /** The JSON document. */
    Object json();

    /** Prints in that form. */
    default void print(PrintStream out, Form form) {
        switch (form) {
            case TABLE -> table(out);
            case PLAIN -> plain(out);
            case JSON -> out.println(Values.toJson(json()));
        }
        out.flush();
    }
}
