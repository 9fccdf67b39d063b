package io.openbell.alerts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log; always there. */
final class LogChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger("io.openbell.alerts");

    @Override
    public String name() {
        return "log";
    }

    @Override
    public void send(Alert alert) {
        switch (alert.severity()) {
            case INFO ->
                    LOG.info(
                            "alert source={} what={} {}",
                            alert.source(),
                            alert.what(),
                            alert.text());
            case WARNING, CRITICAL ->
                    LOG.warn(
                            "alert severity={} source={} what={} {}",
                            alert.severity(),
                            alert.source(),
                            alert.what(),
                            alert.text());
        }
    }
}
