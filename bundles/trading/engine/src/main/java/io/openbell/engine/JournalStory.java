package io.openbell.engine;

import io.openbell.api.view.OrderStory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells stories from the files of the open journal. Any thread but the loop's. */
final class JournalStory implements OrderStory {

    private final Supplier<Optional<Path>> folder;
    private final EventCodec codec = new EventCodec();

    /** @param folder of the open journal; empty while none is */
    JournalStory(Supplier<Optional<Path>> folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Story> tell(String name) throws IOException {
        Path open =
                folder.get()
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "no journal is open: it opens once the account is"
                                                        + " known, see trading:components"));
        Plot plot = new Plot(name, codec);
        JournalReading.each(open, plot::take);
        return plot.story();
    }
}
