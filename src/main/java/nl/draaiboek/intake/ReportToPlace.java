package nl.draaiboek.intake;

/**
 * A report came in while incidents run: a person says whether it is one of them. Published inside the transaction that
 * marks it so.
 *
 * @param signal its id
 */
public record ReportToPlace(long signal) {}
