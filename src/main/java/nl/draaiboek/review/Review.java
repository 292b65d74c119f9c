package nl.draaiboek.review;

/**
 * What was learned, as typed.
 *
 * @param cause what caused it, down to something that can be changed
 * @param worked what worked and must stay
 * @param improve what is to be improved
 */
public record Review(String cause, String worked, String improve) {}
