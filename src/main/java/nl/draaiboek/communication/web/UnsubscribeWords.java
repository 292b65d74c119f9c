package nl.draaiboek.communication.web;

/** The page in the customer's own language, whatever their browser speaks. */
record UnsubscribeWords(
        String language,
        String title,
        String ask,
        String button,
        String done,
        String again,
        String back,
        String unknown,
        String status) {

    private static final UnsubscribeWords DUTCH = new UnsubscribeWords(
            "nl",
            "Afmelden voor mail over storingen",
            "U krijgt dan geen mail meer als er iets mis is met een dienst die u gebruikt. De statuspagina blijft u alles"
                    + " vertellen.",
            "Afmelden",
            "U bent afgemeld en krijgt geen mail over storingen meer.",
            "Toch weer aanmelden",
            "U bent weer aangemeld en krijgt mail als er iets mis is met een dienst die u gebruikt.",
            "Deze link klopt niet: er is iets van weggevallen of veranderd, of u staat niet meer op de lijst. Neem de hele link"
                    + " uit het laatste bericht dat u van ons kreeg. Er is niets gewijzigd.",
            "Naar de statuspagina");

    private static final UnsubscribeWords ENGLISH = new UnsubscribeWords(
            "en",
            "Unsubscribe from mail about disruptions",
            "You will no longer get mail when something is wrong with a service that you use. The status page keeps telling"
                    + " you everything.",
            "Unsubscribe",
            "You are unsubscribed and will get no more mail about disruptions.",
            "Subscribe again",
            "You are subscribed again and will get mail when something is wrong with a service that you use.",
            "This link is not right: part of it is missing or was changed, or you are no longer on the list. Take the whole link"
                    + " from the last message that you got from us. Nothing was changed.",
            "To the status page");

    static UnsubscribeWords in(String language) {
        return language.equals("nl") ? DUTCH : ENGLISH;
    }
}
