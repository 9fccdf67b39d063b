package io.openbell.launcher.status;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the launcher itself. */
@ObjectClassDefinition(name = "Launcher", description = "Status display and shell.")
@interface LauncherConfiguration {

    /** Read while it runs. */
    @AttributeDefinition(
            description = "Time between two prints of the status table, in seconds.",
            min = "1",
            max = "86400")
    long statusIntervalSeconds() default 60;

    /** Read by the start script. */
    @AttributeDefinition(
            description =
                    "Port of the shell on 127.0.0.1; 0 takes any free one. Takes effect at the next"
                            + " start.",
            min = "0",
            max = "65535")
    int sshPort() default 8101;

    /** Read by the start script. */
    @AttributeDefinition(
            description =
                    "Port of HTTP on 127.0.0.1, while the feature openbell-http is installed; 0 takes any free one. Takes"
                            + " effect at the next start.",
            min = "0",
            max = "65535")
    int httpPort() default 8181;

    /** Read at the start, by the start script too. */
    @AttributeDefinition(
            description =
                    "Only bundles of the distribution and of the signed list etc/bundles.allowed may run; always so in live"
                            + " mode. Takes effect at the next start.")
    boolean signedBundlesOnly() default false;

    /** Asked by the pre-flight, when a key is given. */
    @AttributeDefinition(
            description =
                    "Root of OpenRouter's API, which the pre-flight asks about OPENROUTER_API_KEY; https, or http on this"
                            + " machine.")
    String openRouterEndpoint() default "https://openrouter.ai/api/v1";
}
