package io.openbell.api.risk;

import io.openbell.api.engine.Journaled;
import java.time.Instant;

/** An operator cleared a halt, with a reason. */
public record ResumeTrading(String operator, String reason, Instant at) implements Journaled {}
