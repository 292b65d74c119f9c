package nl.draaiboek.communication;

import nl.draaiboek.delivery.Content;

/** Puts an update into the words of its template. */
public interface UpdateTexts {

    /**
     * @param language {@code nl} or {@code en}
     * @return subject, plain text and HTML (a fragment, everything people typed escaped), with the facts
     */
    Content of(Update update, String language, Audience audience);

    /** The same as a mail: with a salutation and, outside, a place for the customer's own {@code unsubscribe} link. */
    Content forMail(Update update, String language, Audience audience);

    /** One post for channels that count characters; plain text with a link to the status page. */
    String shortly(Update update, String language);
}
