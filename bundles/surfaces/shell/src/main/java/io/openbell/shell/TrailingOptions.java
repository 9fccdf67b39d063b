package io.openbell.shell;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.karaf.shell.api.action.Option;
import org.jspecify.annotations.Nullable;

/**
 * Options that were typed after the first argument. Karaf reads options before arguments only, and hands the others over
 * as further arguments; people type them where they like.
 */
final class TrailingOptions {

    private TrailingOptions() {}

    /** Sets the command's options found among these words; returns the words that are none. */
    static List<String> apply(TradingCommand command, @Nullable List<String> words)
            throws CommandFailed {
        List<String> others = new ArrayList<>();
        Iterator<String> left = words == null ? List.<String>of().iterator() : words.iterator();
        while (left.hasNext()) {
            String word = left.next();
            if (word.startsWith("--")) {
                set(command, word, left);
            } else {
                others.add(word);
            }
        }
        return others;
    }

    /** The same, where nothing but options may follow. */
    static void applyAll(TradingCommand command, @Nullable List<String> words)
            throws CommandFailed {
        List<String> others = apply(command, words);
        if (!others.isEmpty()) {
            throw Arguments.usage("unexpected argument '" + others.get(0) + "'; see --help");
        }
    }

    private static void set(TradingCommand command, String name, Iterator<String> left)
            throws CommandFailed {
        Field field = field(command, name);
        try {
            if (field.getType() == boolean.class) {
                field.setBoolean(command, true);
                return;
            }
            if (!left.hasNext()) {
                throw Arguments.usage("option " + name + " needs a value");
            }
            String value = left.next();
            if (field.getType() == int.class) {
                field.setInt(command, Arguments.integer(name, value));
            } else {
                field.set(command, value);
            }
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException("option " + name + " cannot be set", closed);
        }
    }

    private static Field field(TradingCommand command, String name) throws CommandFailed {
        List<String> known = new ArrayList<>();
        for (Class<?> type = command.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Option option = field.getAnnotation(Option.class);
                if (option != null && option.name().equals(name)) {
                    return field;
                }
                if (option != null) {
                    known.add(option.name());
                }
            }
        }
        throw Arguments.usage("unknown option " + name + "; known are " + String.join(", ", known));
    }
}
