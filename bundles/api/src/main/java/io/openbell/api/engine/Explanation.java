package io.openbell.api.engine;

/**
 * A journaled event that changes nothing and says why or how, for those who ask later. It is delivered like every other,
 * but is no part of the past that subscribers are given: nothing may be decided on it.
 */
public interface Explanation extends Journaled {}
