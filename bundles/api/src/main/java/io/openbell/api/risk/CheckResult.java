package io.openbell.api.risk;

/**
 * What one check of the gate said about one wish.
 *
 * @param row     its number in the table of checks, 1 to 34
 * @param check   its name, for people
 * @param passed  it had no objection; the figures of an objection are those of the decision's detail
 * @param figures what it compared, as {@code key=value} pairs; limits are named {@code max}, {@code min} or {@code allowed}
 */
public record CheckResult(int row, String check, boolean passed, String figures) {}
