package nl.draaiboek.communication;

import java.util.List;

/**
 * The words of an update in one language, plain text as people typed it; an empty text is left out. Escape them wherever
 * they are shown.
 *
 * @param known what we know
 * @param noticed what customers notice
 * @param doing what we do
 * @param wayRound what they can do instead
 * @param meanwhile what employees can do meanwhile; never shown outside
 */
public record Words(String known, String noticed, String doing, String wayRound, String meanwhile) {

    /** The longest that each of them may be. */
    public static final int LONGEST = 1500;

    public static final Words NONE = new Words("", "", "", "", "");

    public Words {
        for (var text : List.of(known, noticed, doing, wayRound, meanwhile)) {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "A part of an update has at most " + LONGEST + " characters, not " + text.length() + ".");
            }
        }
    }
}
