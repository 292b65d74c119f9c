package nl.draaiboek.response.web;

/** The page in the language of whoever outside was called, whatever their browser speaks. */
record OutsideAnswerWords(
        String language,
        String title,
        String ask,
        String come,
        String cannot,
        String coming,
        String somebodyElse,
        String declined,
        String used,
        String expired,
        String over,
        String unknown,
        String asked,
        String by,
        String callBack,
        String gather,
        String notYet,
        String known,
        String since,
        String services) {

    private static final OutsideAnswerWords DUTCH = new OutsideAnswerWords(
            "nl",
            "Hulp gevraagd",
            "Wij vragen uw hulp. Komt u?",
            "Ik kom helpen",
            "Ik kan niet",
            "Dank u: u komt. Wie het vroeg weet dat nu.",
            "Een collega van u komt al. U hoeft niets te doen.",
            "Genoteerd: u kunt niet. Kunt u toch komen? Druk dan op de knop; u ziet hier of het nog nodig is.",
            "Deze link is al gebruikt.",
            "Deze link is verlopen. Neem contact op met wie het vroeg.",
            "Het is voorbij: u hoeft niet meer te komen. Dank u.",
            "Deze link klopt niet: er is iets van weggevallen of veranderd. Neem de hele link uit het laatste bericht. Er is niets gewijzigd.",
            "Wat wij vragen",
            "Gevraagd door",
            "Een vraag? Bel of schrijf naar",
            "Waar wij samenkomen",
            "hoort u van wie het vroeg",
            "Wat er aan de hand is",
            "Sinds",
            "Diensten");

    private static final OutsideAnswerWords ENGLISH = new OutsideAnswerWords(
            "en",
            "Help wanted",
            "We ask for your help. Are you coming?",
            "I come to help",
            "I cannot",
            "Thank you: you are coming. Whoever asked knows it now.",
            "A colleague of yours is coming already. You need not do anything.",
            "Noted: you cannot. Can you come after all? Press the button; you see here whether it is still needed.",
            "This link was used before.",
            "This link has expired. Contact whoever asked.",
            "It is over: you need not come any more. Thank you.",
            "This link is not right: part of it is missing or was changed. Take the whole link from the last message. Nothing was changed.",
            "What we ask",
            "Asked by",
            "A question? Call or write to",
            "Where we gather",
            "whoever asked will tell you",
            "What is going on",
            "Since",
            "Services");

    static OutsideAnswerWords in(String language) {
        return language.equals("nl") ? DUTCH : ENGLISH;
    }
}
