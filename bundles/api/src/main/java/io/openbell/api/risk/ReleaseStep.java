package io.openbell.api.risk;

/** Undoes elsewhere what a halt did there, as a part of its end. On the thread that releases; may block. */
public interface ReleaseStep {

    /**
     * Everything else that the end of the halt demands is given, and trading is still halted. Called once for each release,
     * followed by {@link #afterRelease} whatever comes of it.
     *
     * @throws StillHalted it could not be undone: the halt stands
     */
    void beforeRelease(Release release) throws StillHalted, InterruptedException;

    /**
     * The release is over.
     *
     * @param released false: the halt stands, whatever was undone for it
     */
    void afterRelease(boolean released);
}
