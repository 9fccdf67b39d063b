package io.openbell.aihftsystem;

import io.openbell.api.strategy.Strategy;
import io.openbell.kernel.replay.StrategySource;
import io.openbell.kernel.strategy.StrategySettings;
import io.openbell.kernel.strategy.StrategyType;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Makes strategies of the classes of installed bundles. */
final class InstalledStrategies implements StrategySource {

    private final BundleContext context;
    private final Set<String> warnings;

    /** @param warnings is told where a session ran another version */
    InstalledStrategies(BundleContext context, Set<String> warnings) {
        this.context = context;
        this.warnings = warnings;
    }

    @Override
    public Strategy construct(String name, String version, StrategySettings settings) {
        for (Bundle bundle : context.getBundles()) {
            String header = bundle.getHeaders("").get(StrategyType.HEADER);
            if (header == null || bundle.getState() != Bundle.ACTIVE) {
                continue;
            }
            for (String className : header.split(",", -1)) {
                StrategyType type = type(bundle, className.strip());
                if (type != null && type.name().equals(name)) {
                    if (!bundle.getVersion().toString().equals(version)) {
                        warnings.add(
                                "strategy "
                                        + name
                                        + " ran as version "
                                        + version
                                        + ", replayed with "
                                        + bundle.getVersion());
                    }
                    return type.construct(settings);
                }
            }
        }
        throw new MissingStrategy(
                "the session ran strategy "
                        + name
                        + " version "
                        + version
                        + ", and no installed bundle has it: install it and replay again");
    }

    private static @Nullable StrategyType type(Bundle bundle, String className) {
        try {
            return StrategyType.of(bundle.loadClass(className));
        } catch (ClassNotFoundException | LinkageError | IllegalArgumentException unusable) {
            return null;
        }
    }
}
