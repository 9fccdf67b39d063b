package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.launcher.supervisor.DependencyGraph.Node;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {

    private static Node node(String id, Set<String> hard, Set<String> soft) {
        return new Node(id, 1, hard, soft);
    }

    @Test
    void shouldOrderByDependenciesAndThenByTheTable() {
        DependencyGraph graph =
                new DependencyGraph(
                        List.of(
                                node("zebra", Set.of(), Set.of()),
                                node("ape", Set.of(), Set.of()),
                                node("alpaca-client", Set.of(), Set.of("logging-system")),
                                node("order-executor", Set.of("alpaca-client"), Set.of()),
                                node("logging-system", Set.of(), Set.of("not-installed"))));

        assertThat(graph.startOrder())
                .containsExactly(
                        "logging-system", "alpaca-client", "order-executor", "ape", "zebra");
        assertThat(graph.cycle()).isEmpty();
    }

    @Test
    void shouldNameTheComponentsOfACircle() {
        DependencyGraph graph =
                new DependencyGraph(
                        List.of(
                                node("a", Set.of("b"), Set.of()),
                                node("b", Set.of(), Set.of("c")),
                                node("c", Set.of("d"), Set.of()),
                                node("d", Set.of("b"), Set.of())));

        assertThat(graph.cycle()).contains(List.of("b", "c", "d", "b"));
    }
}
