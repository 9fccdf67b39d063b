package io.openbell.shell;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What an answer prints. */
final class Printed {

    private Printed() {}

    static String as(Answer.Form form, Answer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        answer.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), form);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
