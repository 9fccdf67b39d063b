package io.openbell.shell;

import io.openbell.api.view.OrderBook;
import java.util.Collection;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes the names of orders that can be canceled. */
@Service
public final class OpenOrderCompleter extends NameCompleter {

    @Override
    Collection<String> names(Services services) {
        OrderBook book = services.find(OrderBook.class);
        return book == null
                ? List.of()
                : book.open().stream().map(order -> order.id().value()).toList();
    }
}
