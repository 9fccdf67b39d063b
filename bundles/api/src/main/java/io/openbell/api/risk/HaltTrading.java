package io.openbell.api.risk;

import io.openbell.api.engine.Journaled;
import java.time.Instant;

/** Trading is halted, latched: it stays so over restarts until {@link ResumeTrading}. */
public record HaltTrading(String source, String reason, Instant at) implements Journaled {}
