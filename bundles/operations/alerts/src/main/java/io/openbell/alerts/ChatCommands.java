package io.openbell.alerts;

import io.openbell.api.risk.HaltLatch;
import io.openbell.api.value.Money;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import io.openbell.api.view.StatusBoard;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What may be written to us from outside: questions, and the kill. Going on after a halt takes the shell. */
final class ChatCommands {

    private static final String HELP =
            "/status, /positions, /kill REASON. To go on after a halt: trading:resume in the shell.";

    private final Supplier<@Nullable StatusBoard> board;
    private final Supplier<@Nullable PositionBook> positions;
    private final Supplier<@Nullable HaltLatch> latch;

    ChatCommands(
            Supplier<@Nullable StatusBoard> board,
            Supplier<@Nullable PositionBook> positions,
            Supplier<@Nullable HaltLatch> latch) {
        this.board = board;
        this.positions = positions;
        this.latch = latch;
    }

    /** Does it; the answer. */
    String answer(String text) {
        String[] words = text.strip().split("\\s+", 2);
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "/status" -> status();
            case "/positions" -> positions();
            case "/kill" -> kill(words.length > 1 ? words[1] : "no reason given");
            default -> HELP;
        };
    }

    private String status() {
        StatusBoard known = board.get();
        if (known == null) {
            return "The launcher is not running.";
        }
        StatusBoard.Report now = known.report();
        String ill =
                now.components().stream()
                        .filter(line -> !line.reason().isEmpty())
                        .map(line -> "\n" + line.id() + " " + line.state() + ": " + line.reason())
                        .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "%s, %s, session %s, gate %s%s, profit %s, equity %s, errors %d%s",
                now.mode().token(),
                now.venue(),
                now.sessionOpen() ? "open" : "not open",
                now.gate(),
                now.gateDetail().isEmpty() ? "" : " (" + now.gateDetail() + ")",
                now.performance().profit(),
                now.performance().equity(),
                now.errors(),
                ill);
    }

    private String positions() {
        PositionBook book = positions.get();
        if (book == null) {
            return "position-manager is not running.";
        }
        String lines =
                book.positions().stream()
                        .filter(position -> !position.quantity().isZero())
                        .map(ChatCommands::line)
                        .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? "No open positions." : lines;
    }

    private static String line(Position position) {
        Money unrealized = position.unrealized();
        return position.symbol() + " " + position.quantity() + ", unrealized " + unrealized;
    }

    private String kill(String reason) {
        HaltLatch known = latch.get();
        if (known == null) {
            return "NOT halted: the latch is not there. Use ./openbell kill on the machine.";
        }
        known.latch("telegram", reason);
        return "Halted. Orders are being canceled. To go on: trading:resume in the shell.";
    }
}
