package io.openbell.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, whose blocks can be run. */
final class Guide {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile("`(trading:[^`]+)`");

    /** Text between fences, in the language that the opening one names. */
    record Block(String language, String text) {

        /** The last line of it, which is the one to repeat until something is to be seen. */
        String lastLine() {
            List<String> lines = text.lines().toList();
            return lines.get(lines.size() - 1);
        }
    }

    private final String page;

    private Guide(String page) {
        this.page = page;
    }

    static Guide read(String file) {
        try {
            return new Guide(
                    Files.readString(Path.of(System.getProperty("openbell.root")).resolve(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** From the heading to the next one of the same level. */
    Guide section(String heading) {
        int from = page.indexOf("\n## " + heading + "\n");
        if (from < 0) {
            throw new AssertionError("the page has no section '" + heading + "'");
        }
        int to = page.indexOf("\n## ", from + 1);
        return new Guide(page.substring(from, to < 0 ? page.length() : to));
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(page);
        while (found.find()) {
            blocks.add(new Block(found.group(1), found.group(2)));
        }
        return blocks;
    }

    /** The only one in that language. */
    String block(String language) {
        List<Block> fitting =
                blocks().stream().filter(block -> block.language().equals(language)).toList();
        if (fitting.size() != 1) {
            throw new AssertionError(fitting.size() + " blocks of " + language);
        }
        return fitting.get(0).text();
    }

    /** What is to be typed into the shell of the running system, as it stands between backticks. */
    List<String> commands() {
        List<String> commands = new ArrayList<>();
        Matcher found = COMMAND.matcher(page);
        while (found.find()) {
            commands.add(found.group(1));
        }
        return commands;
    }
}
