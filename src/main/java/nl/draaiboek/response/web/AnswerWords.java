package nl.draaiboek.response.web;

/** The page in the language of who was paged, whatever their browser speaks. */
record AnswerWords(
        String language,
        String title,
        String ask,
        String come,
        String pass,
        String yours,
        String cannotAfterAll,
        String somebodyElse,
        String comeToo,
        String too,
        String passed,
        String used,
        String expired,
        String over,
        String unknown,
        String lead,
        String leadText,
        String tasks,
        String known,
        String severity,
        String since,
        String services,
        String led,
        String nobody,
        String meet,
        String provisional) {

    private static final AnswerWords DUTCH = new AnswerWords(
            "nl",
            "Oproep",
            "Je wordt opgeroepen. Kom je?",
            "Ik kom eraan",
            "Ik kan niet, geef door",
            "Jij hebt het aangenomen. De anderen weten dat en worden niet meer gebeld.",
            "Kun je toch niet komen? Draag je taken over, of antwoord per SMS:",
            "heeft de oproep al aangenomen. Je hoeft niets te doen.",
            "Ik kom ook",
            "komt al, en weet nu dat jij ook komt.",
            "Je hebt de oproep doorgegeven. We bellen meteen de volgende.",
            "Deze link is al gebruikt. Er is intussen opnieuw een oproep gestuurd: antwoord via het laatste bericht, of ga naar je taken.",
            "Deze link is verlopen. Antwoord via het laatste bericht dat je kreeg, of ga naar je taken.",
            "Het is voorbij: er hoeft niemand meer te komen.",
            "Deze link klopt niet: er is iets van weggevallen of veranderd. Neem de hele link uit het laatste bericht, of log in en kijk"
                    + " bij je taken. Er is niets gewijzigd.",
            "Neem de leiding",
            "Nog niemand heeft de leiding. Neem je die, dan staat de taak klaar zodra je bent ingelogd.",
            "Naar de taken",
            "Wat we weten",
            "Ernst",
            "Sinds",
            "Diensten",
            "Leiding",
            "nog niemand",
            "Het team",
            " (voorlopig)");

    private static final AnswerWords ENGLISH = new AnswerWords(
            "en",
            "Page",
            "You are paged. Are you on it?",
            "I'm on it",
            "I cannot, pass it on",
            "You took it. The others know and are not called any more.",
            "Cannot come after all? Hand over your tasks, or reply by SMS:",
            "took this page already. You need not do anything.",
            "I come too",
            "is on it already, and knows now that you come too.",
            "You passed the page on. We call the next person at once.",
            "This link was used before. A page was sent anew since: answer by the last message, or go to your tasks.",
            "This link has expired. Answer by the last message that you got, or go to your tasks.",
            "It is over: nobody need come any more.",
            "This link is not right: part of it is missing or was changed. Take the whole link from the last message, or log in and"
                    + " look at your tasks. Nothing was changed.",
            "Take the lead",
            "Nobody leads yet. If you do, the task is ready for you once you have logged in.",
            "To the tasks",
            "What is known",
            "Severity",
            "Since",
            "Services",
            "Lead",
            "nobody yet",
            "The team",
            " (provisional)");

    static AnswerWords in(String language) {
        return language.equals("nl") ? DUTCH : ENGLISH;
    }
}
