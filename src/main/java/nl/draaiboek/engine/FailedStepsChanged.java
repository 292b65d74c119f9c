package nl.draaiboek.engine;

/**
 * A step of some process failed so often that it is tried no more by itself, or one that did is tried again or gone; told in
 * the transaction that makes it so. Which they are now is asked of the engine.
 */
public record FailedStepsChanged() {}
