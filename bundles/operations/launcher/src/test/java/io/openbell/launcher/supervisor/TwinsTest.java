package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class TwinsTest {

    private final List<String> done = new ArrayList<>();
    private final Twins twins =
            new Twins(
                    (ServiceComponentRuntime)
                            Proxy.newProxyInstance(
                                    TwinsTest.class.getClassLoader(),
                                    new Class<?>[] {ServiceComponentRuntime.class},
                                    (proxy, method, arguments) -> {
                                        long bundle =
                                                ((ComponentDescriptionDTO) arguments[0]).bundle.id;
                                        done.add(method.getName() + " " + bundle);
                                        return null;
                                    }));

    @Test
    void shouldLeaveTheBundleAloneThatHoldsItAlone() {
        List<ComponentDescriptionDTO> own = List.of(of(70), of(70));

        assertThat(twins.settle("gate", own, -1)).isEqualTo(own);
        assertThat(done).isEmpty();
    }

    @Test
    void shouldDisableTheOneThatCameLaterOnce() {
        ComponentDescriptionDTO first = of(70);
        ComponentDescriptionDTO second = of(91);

        assertThat(twins.settle("gate", List.of(second, first), 70)).containsExactly(first);
        assertThat(twins.settle("gate", List.of(second, first), 70)).containsExactly(first);

        assertThat(done).containsExactly("disableComponent 91");
    }

    @Test
    void shouldLetTheOtherHaveItWhenTheFirstIsUninstalled() {
        ComponentDescriptionDTO second = of(91);
        twins.settle("gate", List.of(second, of(70)), 70);

        assertThat(twins.settle("gate", List.of(second), -1)).containsExactly(second);

        assertThat(done).containsExactly("disableComponent 91", "enableComponent 91");
    }

    /** An older bundle may be started behind a newer one. */
    @Test
    void shouldNotTakeItFromTheOneThatHasIt() {
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
