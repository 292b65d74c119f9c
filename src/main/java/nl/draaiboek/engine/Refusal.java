package nl.draaiboek.engine;

/**
 * Why a file of the plan is not deployed, in the words of Modeler.
 *
 * @param element its name and id as Modeler shows them, or empty for the file as a whole
 */
record Refusal(String file, String element, String because) {

    @Override
    public String toString() {
        return file + ": " + (element.isEmpty() ? "" : element + ": ") + because;
    }
}
