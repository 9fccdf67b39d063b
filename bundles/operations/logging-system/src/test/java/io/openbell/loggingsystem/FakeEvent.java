package io.openbell.loggingsystem;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.logging.spi.PaxLevel;
import org.ops4j.pax.logging.spi.PaxLocationInfo;
import org.ops4j.pax.logging.spi.PaxLoggingEvent;
import org.osgi.service.log.LogLevel;

/** A logged event as Pax Logging hands it over. */
record FakeEvent(
        LogLevel level,
        String logger,
        @Nullable String bundle,
        String message,
        String @Nullable [] thrown,
        Instant at)
        implements PaxLoggingEvent {

    static FakeEvent error(String logger, @Nullable String bundle, String message) {
        return new FakeEvent(LogLevel.ERROR, logger, bundle, message, null, Instant.EPOCH);
    }

    static FakeEvent info(String message) {
        return new FakeEvent(
                LogLevel.INFO, "io.openbell.x.Y", "io.openbell.x", message, null, Instant.EPOCH);
    }

    @Override
    public PaxLevel getLevel() {
        return new PaxLevel() {
            @Override
            public boolean isGreaterOrEqual(PaxLevel other) {
                return level.compareTo(other.toLevel()) <= 0;
            }

            @Override
            public LogLevel toLevel() {
                return level;
            }

            @Override
            public int getSyslogEquivalent() {
                return 3;
            }
        };
    }

    @Override
    public String getLoggerName() {
        return logger;
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public String getRenderedMessage() {
        return message;
    }

    @Override
    public String @Nullable [] getThrowableStrRep() {
        return thrown;
    }

    @Override
    public long getTimeStamp() {
        return at.toEpochMilli();
    }

    @Override
    public Map<String, Object> getProperties() {
        return bundle == null ? Map.of() : Map.of("bundle.name", bundle);
    }

    @Override
    public String getThreadName() {
        return "test";
    }

    @Override
    public String getFQNOfLoggerClass() {
        return logger;
    }

    @Override
    public boolean locationInformationExists() {
        return false;
    }

    @Override
    public @Nullable PaxLocationInfo getLocationInformation() {
        return null;
    }
}
