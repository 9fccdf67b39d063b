package io.openbell.launcher.backup;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keys of {@code etc/openbell.backups.cfg}. */
@ObjectClassDefinition(name = "Backups", description = "How often, where, and for how long.")
@interface BackupConfig {

    @AttributeDefinition(
            description = "Time between two backups while the session runs, in minutes.",
            min = "1",
            max = "10080")
    int intervalMinutes() default 60;

    @AttributeDefinition(
            description = "Age at which a backup is deleted, in days; the newest one stays.",
            min = "1",
            max = "3650")
    int keepDays() default 7;

    @AttributeDefinition(
            description = "How many backups are kept at most.",
            min = "1",
            max = "100000")
    int keepCount() default 200;

    @AttributeDefinition(
            description =
                    "Folder on another disk to which each backup is copied, absolute; it must be there. Empty for none.",
            required = false)
    String secondTarget() default "";

    @AttributeDefinition(
            description =
                    "What must stay free on the disk beyond a backup, in mebibytes; otherwise none is made.",
            min = "0",
            max = "1048576")
    int minFreeMegabytes() default 1024;
}
