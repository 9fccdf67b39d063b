package io.openbell.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Facts about one thing. */
final class Facts implements Answer {

    private record Fact(String key, String title, @Nullable Object value) {}

    private final List<Fact> facts = new ArrayList<>();
    private String sentence = "";

    /** One more. */
    Facts fact(String key, String title, @Nullable Object value) {
        facts.add(new Fact(key, title, value));
        return this;
    }

    /** What people read instead of the table. */
    Facts sentence(String text) {
        sentence = text;
        return this;
    }

    @Override
    public void table(PrintStream out) {
        if (!sentence.isEmpty()) {
            out.println(Values.text(sentence));
            return;
        }
        ShellTable table = new ShellTable().noHeaders();
        table.column("Fact");
        table.column("Value");
        facts.forEach(fact -> table.addRow().addContent(fact.title(), Values.text(fact.value())));
        table.print(out, true);
    }

    @Override
    public void plain(PrintStream out) {
        out.println("key\tvalue");
        facts.forEach(fact -> out.println(fact.key() + "\t" + Values.text(fact.value())));
    }

    @Override
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        facts.forEach(fact -> document.put(fact.key(), fact.value()));
        return document;
    }
}
