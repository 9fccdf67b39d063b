package io.openbell.launcher.backup;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.bundle.Header;

/** What the types of the keys cannot say. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class BackupCheck implements ConfigurationCheck<BackupConfig> {

    @Override
    public String pid() {
        return "openbell.backups";
    }

    @Override
    public Class<BackupConfig> type() {
        return BackupConfig.class;
    }

    @Override
    public List<ConfigurationProblem> problems(BackupConfig config) {
        String target = config.secondTarget();
        return target.isEmpty() || isAbsolute(target)
                ? List.of()
                : List.of(
                        new ConfigurationProblem(
                                "secondTarget",
                                target,
                                "an absolute path, or nothing",
                                "name the folder from the root, such as /mnt/backup/openbell"));
    }

    private static boolean isAbsolute(String path) {
        try {
            return Path.of(path).isAbsolute();
        } catch (InvalidPathException none) {
            return false;
        }
    }
}
