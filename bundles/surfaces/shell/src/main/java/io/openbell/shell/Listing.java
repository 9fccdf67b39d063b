package io.openbell.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.table.Col;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** A table of things of one kind, and a few figures below it. */
final class Listing implements Answer {

    private record Column(String key, String title, boolean right, boolean hidden) {}

    private record Figure(String key, String title, @Nullable Object value) {}

    private final String name;
    private final String emptyText;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param name      key of the array in the JSON document
     * @param emptyText printed instead of a table without rows
     */
    Listing(String name, String emptyText) {
        this.name = name;
        this.emptyText = emptyText;
    }

    /** A column of words. */
    Listing column(String key, String title) {
        columns.add(new Column(key, title, false, false));
        return this;
    }

    /** A column of numbers. */
    Listing number(String key, String title) {
        columns.add(new Column(key, title, true, false));
        return this;
    }

    /** A column that people do not see in the table, but scripts do. */
    Listing detail(String key) {
        columns.add(new Column(key, key, false, true));
        return this;
    }

    /** One row; a value for each column. */
    Listing row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "row has " + values.length + " values for " + columns.size() + " columns");
        }
        List<@Nullable Object> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value);
        }
        rows.add(row);
        return this;
    }

    /** A figure below the table, and a member of the JSON document; not in the plain form. */
    Listing figure(String key, String title, @Nullable Object value) {
        figures.add(new Figure(key, title, value));
        return this;
    }

    @Override
    public void table(PrintStream out) {
        ShellTable table = new ShellTable().emptyTableText(emptyText);
        for (Column column : columns) {
            if (!column.hidden()) {
                Col shown = table.column(column.title());
                if (column.right()) {
                    shown.alignRight();
                }
            }
        }
        for (List<@Nullable Object> row : rows) {
            List<Object> shown = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                if (!columns.get(i).hidden()) {
                    shown.add(Values.text(row.get(i)));
                }
            }
            table.addRow().addContent(shown);
        }
        table.print(out, true);
        if (!figures.isEmpty()) {
            out.println();
            figures.forEach(
                    figure -> out.println(figure.title() + ": " + Values.text(figure.value())));
        }
    }

    @Override
    public void plain(PrintStream out) {
        out.println(columns.stream().map(Column::key).collect(Collectors.joining("\t")));
        for (List<@Nullable Object> row : rows) {
            List<String> cells = new ArrayList<>();
            row.forEach(value -> cells.add(Values.text(value)));
            out.println(String.join("\t", cells));
        }
    }

    @Override
    public Object json() {
        List<Map<String, @Nullable Object>> array = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                object.put(columns.get(i).key(), row.get(i));
            }
            array.add(object);
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put(name, array);
        figures.forEach(figure -> document.put(figure.key(), figure.value()));
        return document;
    }
}
