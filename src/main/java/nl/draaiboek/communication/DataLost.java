package nl.draaiboek.communication;

/** Whether data of users was lost. The last words say so. */
public enum DataLost {
    NO,
    YES,
    UNKNOWN
}
