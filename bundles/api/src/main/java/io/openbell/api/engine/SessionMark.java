package io.openbell.api.engine;

import java.time.Instant;

/**
 * A session began or ended. A journal whose last mark is no clean end was cut off.
 *
 * @param started true at the start, false at the clean end
 * @param version of Openbell
 */
public record SessionMark(boolean started, String version, Instant at) implements Journaled {}
