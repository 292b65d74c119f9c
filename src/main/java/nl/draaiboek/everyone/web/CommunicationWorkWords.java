package nl.draaiboek.everyone.web;

/** The page in the language of who is asked, whatever their browser speaks. */
record CommunicationWorkWords(
        String language,
        String title,
        String ask,
        String yes,
        String no,
        String yours,
        String declined,
        String over,
        String expired,
        String unknown,
        String customers,
        String say,
        String notes,
        String time,
        String by,
        String tasks) {

    private static final CommunicationWorkWords DUTCH = new CommunicationWorkWords(
            "nl",
            "Help je met communicatie?",
            "Help je mee klanten en anderen te informeren en hun vragen te beantwoorden?",
            "Ik doe het",
            "Ik kan niet",
            "Dank je: jij doet het. De taak staat klaar zodra je bent ingelogd, en je krijgt een mail met wat je zegt.",
            "Je kunt niet. We vragen de volgende.",
            "Dit is niet meer nodig. Dank je.",
            "Er is intussen iemand anders gevraagd.",
            "Deze link klopt niet: er is iets van weggevallen of veranderd. Neem de hele link uit het laatste bericht. Er is niets gewijzigd.",
            "Welke klanten of anderen",
            "Wat je zegt",
            "Van wie het eerder deed",
            "Minuten",
            "Gevraagd door",
            "Naar de taken");

    private static final CommunicationWorkWords ENGLISH = new CommunicationWorkWords(
            "en",
            "Will you help communicate?",
            "Help is wanted to inform and answer customers and others. Will you do it?",
            "I do it",
            "I cannot",
            "Thank you: it is yours. The task is ready once you have logged in, and a mail tells you what to say.",
            "You cannot. We ask the next person.",
            "This is not needed any more. Thank you.",
            "Somebody else was asked meanwhile.",
            "This link is not right: part of it is missing or was changed. Take the whole link from the last message. Nothing was changed.",
            "Which customers or others",
            "What to say",
            "From who did it before",
            "Minutes",
            "Asked by",
            "To the tasks");

    static CommunicationWorkWords in(String language) {
        return language.equals("nl") ? DUTCH : ENGLISH;
    }
}
