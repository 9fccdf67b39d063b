package io.openbell.api.view;

/** The machine. Any thread. */
public interface Resources {

    /** The latest measurement. */
    Usage usage();

    /**
     * In percent, 0 to 100; negative when not measured yet.
     *
     * @param cpu    of the whole machine since the last measurement
     * @param memory of the whole machine
     * @param disk   of the file system that holds {@code $OPENBELL_HOME}
     */
    record Usage(double cpu, double memory, double disk) {}
}
