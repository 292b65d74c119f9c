package nl.draaiboek.communication;

import nl.draaiboek.delivery.Content;

/** Puts an update into the words of its template. */
public interface UpdateTexts {

    /**
     * @param language {@code nl} or {@code en}
     * @return subject, plain text and HTML (a fragment, everything people typed escaped), with the facts
     */
    Content of(Update update, String language, Audience audience);

    /** One post for channels that count characters; plain text without a link. */
    String shortly(Update update, String language);
}
