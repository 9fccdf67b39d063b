package io.openbell.shell;

import io.openbell.api.value.Symbol;
import io.openbell.api.view.QuoteBoard;
import java.util.Collection;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes symbols that are collected. */
@Service
public final class SymbolCompleter extends NameCompleter {

    @Override
    Collection<String> names(Services services) {
        QuoteBoard board = services.find(QuoteBoard.class);
        return board == null ? List.of() : board.symbols().stream().map(Symbol::toString).toList();
    }
}
