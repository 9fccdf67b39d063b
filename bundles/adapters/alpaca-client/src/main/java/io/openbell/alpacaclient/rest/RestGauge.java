package io.openbell.alpacaclient.rest;

/**
 * How requests went lately. Written on the REST thread, read anywhere.
 *
 * @param answered      at least one sensible answer came since the target was chosen
 * @param latencyMillis of the latest answer
 * @param failures      in a row
 * @param lastFailure   for people; empty without one
 * @param unauthorized  the venue refuses our credentials
 */
public record RestGauge(
        boolean answered,
        long latencyMillis,
        int failures,
        String lastFailure,
        boolean unauthorized) {

    static final RestGauge UNKNOWN = new RestGauge(false, 0, 0, "", false);

    RestGauge afterAnswer(String request, int status, long millis) {
        if (status == 401) {
            return new RestGauge(answered, millis, 0, request + ": HTTP 401", true);
        }
        if (status >= 500 || status == 408 || (status >= 300 && status < 400)) {
            return afterFailure(request + ": HTTP " + status);
        }
        // A 403 may be a refused order as well as a refused key: it changes nothing about what we
        // know.
        boolean stillRefused = unauthorized && (status < 200 || status >= 300);
        return new RestGauge(true, millis, 0, "", stillRefused);
    }

    RestGauge afterFailure(String reason) {
        return new RestGauge(answered, latencyMillis, failures + 1, reason, unauthorized);
    }
}
