package nl.draaiboek.sheet;

/**
 * One thing that is wrong with a sheet, in words that say what to do.
 *
 * @param line in the file, from 1
 * @param column its heading, or empty when the whole line is meant
 */
public record Problem(int line, String column, String message) {}
