package io.openbell.kernel.strategy;

/** Why a call of a strategy does not count: it threw, or it took too long. */
record CallFailure(String reason, Throwable cause) {}
