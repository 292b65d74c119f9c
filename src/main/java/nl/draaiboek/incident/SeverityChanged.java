package nl.draaiboek.incident;

/**
 * Severity or crisis plan were decided, for the first time or again. Published inside the transaction that made it
 * so.
 *
 * @param crisisPlanBefore whether the crisis plan was on before
 * @param crisisPlan whether it is on now
 */
public record SeverityChanged(
        IncidentCode code, Severity before, Severity now, boolean crisisPlanBefore, boolean crisisPlan) {}
