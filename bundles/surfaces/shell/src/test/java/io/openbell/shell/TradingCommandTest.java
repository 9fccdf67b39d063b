package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

class TradingCommandTest {

    private static final List<Class<? extends TradingCommand>> ALL =
            List.of(
                    AccountCommand.class,
                    AlgosCommand.class,
                    CancelCommand.class,
                    ComponentsCommand.class,
                    FillsCommand.class,
                    OrderCommand.class,
                    OrdersCommand.class,
                    PositionsCommand.class,
                    QuotesCommand.class,
                    ResumeCommand.class,
                    ShutdownCommand.class,
                    StatusCommand.class,
                    StrategiesCommand.class,
                    WhyCommand.class);

    @Test
    void shouldFailInOneLineWhileTheSystemIsDown() {
        PositionsCommand command = new PositionsCommand();
        command.context = emptyRegistry();

        CommandException failed = catchThrowableOfType(CommandException.class, command::execute);

        assertThat(failed)
                .hasMessage(
                        "position-manager is not running: the launcher is not running either."
                                + " See trading:components.");
    }

    @Test
    void shouldFailWithOneJsonDocument() {
        PositionsCommand command = new PositionsCommand();
        command.context = emptyRegistry();
        command.json = true;

        CommandException failed = catchThrowableOfType(CommandException.class, command::execute);

        assertThat(failed.getNiceHelp())
                .isEqualTo(
                        "{\"error\":{\"code\":\"NOT_RUNNING\",\"message\":\"position-manager is not"
                                + " running: the launcher is not running either. See"
                                + " trading:components.\"}}");
    }

    @Test
    void shouldRefuseTwoFormsAtOnce() {
        PositionsCommand command = new PositionsCommand();
        command.context = emptyRegistry();
        command.json = true;
        command.plain = true;

        CommandException failed = catchThrowableOfType(CommandException.class, command::execute);

        assertThat(failed).hasMessageContaining("exclude each other");
    }

    @Test
    void shouldSayOfEveryCommandWhatItIsFor() {
        for (Class<? extends TradingCommand> type : ALL) {
            Command command = type.getAnnotation(Command.class);
            assertThat(command.scope()).isEqualTo("trading");
            assertThat(command.description()).as(command.name()).isNotBlank();
            assertThat(command.detailedDescription()).as(command.name()).hasSizeGreaterThan(80);
            assertThat(type.getAnnotation(Service.class)).as(command.name()).isNotNull();
        }
    }

    private static BundleContext emptyRegistry() {
        return (BundleContext)
                Proxy.newProxyInstance(
                        TradingCommandTest.class.getClassLoader(),
                        new Class<?>[] {BundleContext.class},
                        (proxy, method, arguments) -> null);
    }
}
