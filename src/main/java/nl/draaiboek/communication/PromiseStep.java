package nl.draaiboek.communication;

/** What is done so that a promise is kept; each once for each promise. */
enum PromiseStep {
    WRITER_REMINDED,
    LEAD_TOLD,
    HELD,
    FIRST_WORDS_LATE
}
