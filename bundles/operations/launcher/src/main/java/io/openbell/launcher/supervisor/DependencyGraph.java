package io.openbell.launcher.supervisor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who stands on whom, among the components that are installed. Immutable. */
public final class DependencyGraph {

    /**
     * One component.
     *
     * @param revision changes when its bundle is updated
     * @param hard     ids it stops and starts with
     * @param soft     ids it starts after and stops before
     */
    public record Node(String id, long revision, Set<String> hard, Set<String> soft) {

        /** Keeps copies, in a stable order. */
        public Node {
            hard = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(hard));
            soft = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(soft));
        }

        private Stream<String> all() {
            return Stream.concat(hard.stream(), soft.stream());
        }
    }

    /** Nothing is installed. */
    public static final DependencyGraph EMPTY = new DependencyGraph(List.of());

    private final Map<String, Node> nodes = new TreeMap<>();

    /** Of these; what they name and is not among them is ignored. */
    public DependencyGraph(List<Node> nodes) {
        nodes.forEach(node -> this.nodes.put(node.id(), node));
    }

    /** The component, if it is installed. */
    public Optional<Node> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** All ids. */
    public Set<String> ids() {
        return nodes.keySet();
    }

    /** Ids so that each comes after all that it stands on; of those that could be next, the first of the table is. */
    public List<String> startOrder() {
        Comparator<String> byTable =
                Comparator.comparingInt(Catalogue::position)
                        .thenComparing(Comparator.naturalOrder());
        List<String> waiting = new ArrayList<>(nodes.keySet());
        waiting.sort(byTable);
        List<String> order = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        while (!waiting.isEmpty()) {
            String next =
                    waiting.stream()
                            .filter(id -> installed(id).allMatch(placed::contains))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("cycle: " + cycle()));
            waiting.remove(next);
            placed.add(next);
            order.add(next);
        }
        return order;
    }

    /** The ids of a cycle, the first one again at the end; empty if there is none. */
    public Optional<List<String>> cycle() {
        Set<String> finished = new HashSet<>();
        for (String id : nodes.keySet()) {
            Optional<List<String>> found = cycleFrom(id, new ArrayDeque<>(), finished);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DependencyGraph graph && graph.nodes.equals(nodes);
    }

    @Override
    public int hashCode() {
        return nodes.hashCode();
    }

    private Optional<List<String>> cycleFrom(String id, Deque<String> path, Set<String> finished) {
        if (path.contains(id)) {
            List<String> cycle = new ArrayList<>(path);
            cycle = new ArrayList<>(cycle.subList(cycle.indexOf(id), cycle.size()));
            cycle.add(id);
            return Optional.of(cycle);
        }
        if (finished.contains(id)) {
            return Optional.empty();
        }
        path.addLast(id);
        for (String ground : installed(id).toList()) {
            Optional<List<String>> found = cycleFrom(ground, path, finished);
            if (found.isPresent()) {
                return found;
            }
        }
        path.removeLast();
        finished.add(id);
        return Optional.empty();
    }

    private Stream<String> installed(String id) {
        Node node = nodes.get(id);
        return node == null ? Stream.empty() : node.all().filter(nodes::containsKey);
    }
}
