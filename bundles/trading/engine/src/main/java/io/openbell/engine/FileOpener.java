package io.openbell.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How the journal opens what it writes; tests put faults between it and the disk. */
@FunctionalInterface
interface FileOpener {

    /** Opens as {@link FileChannel#open(Path, OpenOption...)} does. */
    FileChannel open(Path path, OpenOption... options) throws IOException;

    /** Puts names that were created, renamed or deleted in the folder on the disk. */
    default void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
