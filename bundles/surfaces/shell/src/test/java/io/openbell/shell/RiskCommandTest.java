package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.shell.Answer.Form;
import org.junit.jupiter.api.Test;

class RiskCommandTest {

    private final FakeWorld world = new FakeWorld();
    private final RiskCommand command = new RiskCommand();

    @Test
    void shouldPutTheGateAndItsReasonsOnTop() throws Exception {
        String[] lines = printed(Form.TABLE).split("\\R");

        assertThat(lines[0]).isEqualTo("Gate: REDUCE_ONLY");
        assertThat(lines[1]).isEqualTo("  daily-loss: percent=2.10 max=2.0");
        assertThat(lines[2]).isEqualTo("  disk: low");
    }

    @Test
    void shouldShowUseLimitWhatIsLeftAndABar() throws Exception {
        assertThat(row("gross-exposure"))
                .containsSubsequence("30.50", "100", "69.50", "%", "31%", "###.......", "CLEAR");
        assertThat(row("clock-skew")).containsSubsequence("-", "2000", "-", "ms", "UNKNOWN");
    }

    @Test
    void shouldShowOfSingleSymbolsOnlyWhatIsNearItsLimit() throws Exception {
        assertThat(printed(Form.TABLE)).contains("MSFT").doesNotContain("AAPL");
        assertThat(printed(Form.PLAIN)).contains("MSFT", "AAPL");
    }

    @Test
    void shouldShowWhatIsAboutOneSymbol() throws Exception {
        command.symbol = "AAPL";

        assertThat(printed(Form.TABLE)).contains("position-notional").doesNotContain("gross");
    }

    @Test
    void shouldSayThatNothingIsKnownOfASymbol() throws Exception {
        command.symbol = "KO";

        assertThat(printed(Form.TABLE)).contains("Nothing is held, ordered or frozen of KO");
    }

    @Test
    void shouldRefuseWhatIsNoSymbol() {
        command.symbol = "not a symbol";

        assertThatThrownBy(() -> command.answer(world.services))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("SYMBOL = not a symbol");
    }

    @Test
    void shouldStateWhatIsNotKnownAsNull() throws Exception {
        assertThat(printed(Form.JSON)).contains("\"use\":null").doesNotContain("NaN");
    }

    private String row(String name) throws Exception {
        for (String line : printed(Form.TABLE).split("\\R")) {
            if (line.startsWith(name)) {
                return line;
            }
        }
        throw new AssertionError("no line of " + name);
    }

    private String printed(Form form) throws Exception {
        return Printed.as(form, command.answer(world.services));
    }
}
