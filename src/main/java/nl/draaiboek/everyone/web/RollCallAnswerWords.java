package nl.draaiboek.everyone.web;

/** The page in the language of who was asked, whatever their browser speaks. */
record RollCallAnswerWords(
        String language,
        String title,
        String ask,
        String safe,
        String help,
        String isSafe,
        String needsHelp,
        String goes,
        String helped,
        String change,
        String note,
        String send,
        String over,
        String expired,
        String unknown,
        String danger,
        String plan) {

    private static final RollCallAnswerWords DUTCH = new RollCallAnswerWords(
            "nl",
            "Ben je veilig?",
            "Antwoord ook als je thuis of elders bent: zonder antwoord gaat iemand je zoeken.",
            "Ik ben veilig",
            "Ik heb hulp nodig",
            "Genoteerd: je bent veilig. Dank je wel.",
            "Genoteerd: je hebt hulp nodig. Er is iemand gewaarschuwd.",
            "gaat naar je toe.",
            "Er is voor je gezorgd. Heb je opnieuw hulp nodig, zeg het hier.",
            "Verandert het? Zeg het hier, altijd:",
            "Waar ben je, en wat is er? Alleen wie helpt leest dit.",
            "Verstuur",
            "De ronde is voorbij. Heb je toch hulp nodig, zeg het hier.",
            "Deze link is verlopen. Direct gevaar? Bel 112.",
            "Deze link klopt niet: er is iets van weggevallen of veranderd. Neem de hele link uit het laatste bericht. Er is niets gewijzigd.",
            "Direct gevaar? Bel 112, vanaf een veilige plek.",
            "Veiligheidsplan");

    private static final RollCallAnswerWords ENGLISH = new RollCallAnswerWords(
            "en",
            "Are you safe?",
            "Answer too when you are at home or elsewhere: without an answer somebody goes and looks for you.",
            "I am safe",
            "I need help",
            "Noted: you are safe. Thank you.",
            "Noted: you need help. Somebody was told.",
            "goes to you.",
            "Somebody saw to you. If you need help again, say so here.",
            "Does it change? Say so here, at any time:",
            "Where are you, and what is wrong? Only who helps reads this.",
            "Send",
            "The roll call is over. If you need help after all, say so here.",
            "This link has expired. Immediate danger? Call 112.",
            "This link is not right: part of it is missing or was changed. Take the whole link from the last message. Nothing was changed.",
            "Immediate danger? Call 112, from a safe place.",
            "Safety plan");

    static RollCallAnswerWords in(String language) {
        return language.equals("nl") ? DUTCH : ENGLISH;
    }
}
