package io.openbell.aihftsystem;

import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.session.AllowedBundles;
import io.openbell.api.strategy.Strategy;
import io.openbell.kernel.replay.StrategySource;
import io.openbell.kernel.strategy.StrategyChange;
import io.openbell.kernel.strategy.StrategyType;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Makes the strategies of a recording: of one that was deployed from the very bundle, which was kept with the recording and is
 * installed for the time of the replay; of one that came with the system from the bundle that is installed now.
 */
final class InstalledStrategies implements StrategySource {

    private final BundleContext context;
    private final AllowedBundles allowed;
    private final SessionRecordings.Reading reading;
    private final Set<String> warnings;
    private final Map<String, CandidateBundle> kept = new HashMap<>();

    /** @param warnings is told where a session ran another version */
    InstalledStrategies(
            BundleContext context,
            AllowedBundles allowed,
            SessionRecordings.Reading reading,
            Set<String> warnings) {
        this.context = context;
        this.allowed = allowed;
        this.reading = reading;
        this.warnings = warnings;
    }

    @Override
    public Strategy construct(StrategyChange.Started start) {
        return start.sha256().isEmpty() ? ofTheSystem(start) : deployed(start);
    }

    private Strategy deployed(StrategyChange.Started start) {
        try {
            StrategyJar jar = jar(start);
            CandidateBundle bundle = kept.get(start.sha256());
            if (bundle == null) {
                bundle = CandidateBundle.install(context, jar);
                kept.put(start.sha256(), bundle);
            }
            for (String className : jar.classNames()) {
                StrategyType type = StrategyType.of(bundle.load(className));
                if (type.name().equals(start.name())) {
                    return type.construct(start.settings());
                }
            }
            throw unusable(start, "has no such strategy", null);
        } catch (IOException
                | BundleException
                | ClassNotFoundException
                | LinkageError
                | IllegalArgumentException broken) {
            throw unusable(start, "cannot be used: " + broken, broken);
        }
    }

    private StrategyJar jar(StrategyChange.Started start) throws IOException {
        byte[] bytes =
                reading.artifact(start.sha256())
                        .orElseThrow(
                                () ->
                                        unusable(
                                                start,
                                                "was not kept with the recording, for want of room"
                                                        + " (recordingFileMegabytes)",
                                                null));
        StrategyJar jar = StrategyJar.of(bytes);
        if (!jar.sha256().equals(start.sha256())) {
            throw unusable(start, "was changed: its digest is " + jar.sha256(), null);
        }
        return jar.ifAllowed(allowed);
    }

    private static MissingStrategy unusable(
            StrategyChange.Started start, String why, @Nullable Throwable cause) {
        MissingStrategy missing =
                new MissingStrategy(
                        "the session ran strategy "
                                + start.name()
                                + " version "
                                + start.version()
                                + ", and its bundle, sha256 "
                                + start.sha256()
                                + ", "
                                + why);
        if (cause != null) {
            missing.initCause(cause);
        }
        return missing;
    }

    private Strategy ofTheSystem(StrategyChange.Started start) {
        for (Bundle bundle : context.getBundles()) {
            String header = bundle.getHeaders("").get(StrategyType.HEADER);
            if (header == null
                    || bundle.getState() != Bundle.ACTIVE
                    || CandidateBundle.isOurs(bundle)) {
                continue;
            }
            for (String className : header.split(",", -1)) {
                StrategyType type = type(bundle, className.strip());
                if (type != null && type.name().equals(start.name())) {
                    if (!bundle.getVersion().toString().equals(start.version())) {
                        warnings.add(
                                "strategy "
                                        + start.name()
                                        + " ran as version "
                                        + start.version()
                                        + ", replayed with "
                                        + bundle.getVersion());
                    }
                    return type.construct(start.settings());
                }
            }
        }
        throw new MissingStrategy(
                "the session ran strategy "
                        + start.name()
                        + " version "
                        + start.version()
                        + ", and no installed bundle has it: install it and replay again");
    }

    private static @Nullable StrategyType type(Bundle bundle, String className) {
        try {
            return StrategyType.of(bundle.loadClass(className));
        } catch (ClassNotFoundException | LinkageError | IllegalArgumentException unusable) {
            return null;
        }
    }

    @Override
    public void close() {
        kept.values().forEach(CandidateBundle::uninstall);
        kept.clear();
    }
}
