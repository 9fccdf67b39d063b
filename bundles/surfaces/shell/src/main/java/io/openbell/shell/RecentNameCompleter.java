package io.openbell.shell;

import io.openbell.api.view.OrderBook;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes the names of the latest orders and of the intents denied lately. */
@Service
public final class RecentNameCompleter extends NameCompleter {

    private static final int RECENT = 50;

    @Override
    Collection<String> names(Services services) {
        OrderBook book = services.find(OrderBook.class);
        return book == null
                ? List.of()
                : Stream.concat(
                                book.recent(RECENT).stream().map(order -> order.id().value()),
                                book.recentDenials(RECENT).stream()
                                        .map(denial -> denial.intent().id().value()))
                        .toList();
    }
}
