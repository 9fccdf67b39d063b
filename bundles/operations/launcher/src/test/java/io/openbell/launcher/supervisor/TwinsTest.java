package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class TwinsTest {

    private final Set<Long> disabled = new HashSet<>();
    private final List<Long> told = new ArrayList<>();
    private Executor worker = Runnable::run;
    private final Twins twins =
            new Twins(
                    (ServiceComponentRuntime)
                            Proxy.newProxyInstance(
                                    TwinsTest.class.getClassLoader(),
                                    new Class<?>[] {ServiceComponentRuntime.class},
                                    (proxy, method, arguments) ->
                                            answer(
                                                    method.getName(),
                                                    ((ComponentDescriptionDTO) arguments[0])
                                                            .bundle
                                                            .id)),
                    work -> worker.execute(work));

    private @Nullable Object answer(String method, long bundle) {
        if (method.equals("isComponentEnabled")) {
            return !disabled.contains(bundle);
        }
        assertThat(method).isEqualTo("disableComponent");
        disabled.add(bundle);
        told.add(bundle);
        return null;
    }

    @Test
    void shouldLeaveTheBundleAloneThatHoldsItAlone() {
        List<ComponentDescriptionDTO> own = List.of(of(70), of(70));

        assertThat(twins.settle("gate", own, -1)).isEqualTo(own);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldDisableTheOneThatCameLaterOnce() {
        ComponentDescriptionDTO first = of(70);
        ComponentDescriptionDTO second = of(91);

        assertThat(twins.settle("gate", List.of(second, first), 70)).containsExactly(first);
        assertThat(twins.settle("gate", List.of(second, first), 70)).containsExactly(first);

        assertThat(told).containsExactly(91L);
    }

    /** SCR forgets that it was disabled when its bundle is stopped. */
    @Test
    void shouldDisableItAgainWhenItsBundleCameBack() {
        twins.settle("gate", List.of(of(91), of(70)), 70);
        disabled.clear();

        twins.settle("gate", List.of(of(91), of(70)), 70);

        assertThat(told).containsExactly(91L, 91L);
    }

    /** SCR waits for a constructor that hangs: nobody waits with it, and one who waits is enough. */
    @Test
    void shouldTellScrOnceWhileItDoesNotAnswer() {
        List<Runnable> waiting = new ArrayList<>();
        worker = waiting::add;

        twins.settle("gate", List.of(of(91), of(70)), 70);
        twins.settle("gate", List.of(of(91), of(70)), 70);

        assertThat(waiting).hasSize(1);
    }

    /** It is stopped, or updated: that must not hand the gate to somebody else. */
    @Test
    void shouldNotGiveItAwayWhileTheOneThatHasItIsDown() {
        assertThat(twins.settle("gate", List.of(of(91)), 70)).isEmpty();

        assertThat(told).containsExactly(91L);
    }

    @Test
    void shouldNotTakeItFromTheOneThatHasItForOneWithALowerNumber() {
        ComponentDescriptionDTO running = of(91);

        assertThat(twins.settle("gate", List.of(running, of(70)), 91)).containsExactly(running);
    }

    private static ComponentDescriptionDTO of(long bundle) {
        ComponentDescriptionDTO description = new ComponentDescriptionDTO();
        description.bundle = new BundleDTO();
        description.bundle.id = bundle;
        description.name = "com.example.Gate";
        return description;
    }
}
