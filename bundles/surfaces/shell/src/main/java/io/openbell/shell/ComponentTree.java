package io.openbell.shell;

import io.openbell.api.component.ComponentStatus;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Components drawn under what they stand on. One that stands on several is drawn under the last of them in start order,
 * and names the others.
 *
 * @param components in start order
 * @param listing    the same as a table, for the forms that cannot be drawn
 */
record ComponentTree(List<ComponentStatus> components, Listing listing) implements Answer {

    @Override
    public void table(PrintStream out) {
        Map<String, List<ComponentStatus>> children = new LinkedHashMap<>();
        List<ComponentStatus> roots = new ArrayList<>();
        for (ComponentStatus line : components) {
            String parent = parent(line);
            if (parent.isEmpty()) {
                roots.add(line);
            } else {
                children.computeIfAbsent(parent, none -> new ArrayList<>()).add(line);
            }
        }
        for (ComponentStatus root : roots) {
            out.println(describe(root, ""));
            draw(out, children, root.id(), "");
        }
    }

    private void draw(
            PrintStream out,
            Map<String, List<ComponentStatus>> children,
            String parent,
            String indent) {
        List<ComponentStatus> below = children.getOrDefault(parent, List.of());
        for (int i = 0; i < below.size(); i++) {
            boolean last = i == below.size() - 1;
            ComponentStatus line = below.get(i);
            out.println(indent + (last ? "\\- " : "|- ") + describe(line, parent));
            draw(out, children, line.id(), indent + (last ? "   " : "|  "));
        }
    }

    /** The one of what it stands on that starts last; empty if it stands on nothing here. */
    private String parent(ComponentStatus line) {
        String parent = "";
        for (ComponentStatus earlier : components) {
            if (earlier.id().equals(line.id())) {
                break;
            }
            if (line.hard().contains(earlier.id()) || line.soft().contains(earlier.id())) {
                parent = earlier.id();
            }
        }
        return parent;
    }

    private static String describe(ComponentStatus line, String parent) {
        List<String> others = new ArrayList<>();
        line.hard().stream().filter(id -> !id.equals(parent)).forEach(others::add);
        line.soft().stream().filter(id -> !id.equals(parent)).forEach(others::add);
        return Values.text(
                line.id()
                        + "  "
                        + line.state()
                        + (line.required() ? "" : "  optional")
                        + (line.hard().contains(parent) ? "  restarts with it" : "")
                        + (others.isEmpty() ? "" : "  also after " + String.join(", ", others))
                        + (line.reason().isEmpty() ? "" : "  (" + line.reason() + ")"));
    }

    @Override
    public void plain(PrintStream out) {
        listing.plain(out);
    }

    @Override
    public Object json() {
        return listing.json();
    }
}
