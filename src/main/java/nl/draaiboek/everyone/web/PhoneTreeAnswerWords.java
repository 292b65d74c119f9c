package nl.draaiboek.everyone.web;

/** The page in the language of who is called, whatever their browser speaks. */
record PhoneTreeAnswerWords(
        String language,
        String title,
        String begunBy,
        String know,
        String known,
        String noted,
        String call,
        String say,
        String showNumber,
        String noNumber,
        String recorded,
        String reached,
        String left,
        String none,
        String nobody,
        String made,
        String madeReached,
        String madeLeft,
        String madeNone,
        String madeOther,
        String correct,
        String over,
        String incidentOver,
        String stopped,
        String expired,
        String unknown) {

    private static final PhoneTreeAnswerWords DUTCH = new PhoneTreeAnswerWords(
            "nl",
            "Telefoonboom",
            "Begonnen door",
            "Ik weet het",
            "Je weet het. Dank je wel.",
            "Genoteerd. Dank je wel.",
            "Bel nu",
            "Zeg, woord voor woord:",
            "Toon het nummer",
            "Er is geen nummer bekend. Meld: geen gehoor.",
            "Dat je het nummer zag, wordt bewaard.",
            "Gesproken",
            "Bericht achtergelaten",
            "Geen gehoor",
            "Je hoeft nu niemand te bellen.",
            "Wie je belde",
            "bereikt",
            "bericht achtergelaten",
            "geen gehoor",
            "niet meer nodig, of door een ander",
            "Toch gesproken",
            "De telefoonboom is voorbij: je hoeft niemand meer te bellen.",
            "Het incident is voorbij, en de telefoonboom ook: je hoeft niemand meer te bellen.",
            "De telefoonboom is gestopt. Wat je hoorde, klopt misschien niet meer: vertel het niet verder, je hoeft niemand te bellen.",
            "Deze link is verlopen.",
            "Deze link klopt niet: er is iets van weggevallen of veranderd. Neem de hele link uit het laatste bericht. Er is niets gewijzigd.");

    private static final PhoneTreeAnswerWords ENGLISH = new PhoneTreeAnswerWords(
            "en",
            "Phone tree",
            "Begun by",
            "I know",
            "You know. Thank you.",
            "Noted. Thank you.",
            "Call now",
            "Say, word for word:",
            "Show the number",
            "No number is known. Say: no answer.",
            "That you saw the number is kept.",
            "Spoke with them",
            "Left a message",
            "No answer",
            "You have nobody to call now.",
            "Whom you called",
            "reached",
            "message left",
            "no answer",
            "not needed any more, or by somebody else",
            "Spoke with them after all",
            "The phone tree is over: you need not call anybody any more.",
            "The incident is over, and so is the phone tree: you need not call anybody any more.",
            "The phone tree was stopped. What you were told may be outdated: do not pass it on, you need not call anybody.",
            "This link has expired.",
            "This link is not right: part of it is missing or was changed. Take the whole link from the last message. Nothing was changed.");

    static PhoneTreeAnswerWords in(String language) {
        return language.equals("nl") ? DUTCH : ENGLISH;
    }

    /** What came of a call, in words. */
    public String outcome(String outcome) {
        return switch (outcome) {
            case "REACHED" -> madeReached;
            case "MESSAGE_LEFT" -> madeLeft;
            case "NO_ANSWER" -> madeNone;
            default -> madeOther;
        };
    }
}
