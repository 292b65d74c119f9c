package nl.draaiboek.intake;

/** Something came in and will be kept when the running transaction commits. */
record SignalsKept() {}
