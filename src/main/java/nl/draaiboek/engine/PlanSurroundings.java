package nl.draaiboek.engine;

/** What a diagram may name that does not stand in the plan itself. */
interface PlanSurroundings {

    /** Nothing but what is built in: for a plan that is looked at by itself. */
    PlanSurroundings NONE = new PlanSurroundings() {
        @Override
        public boolean hasGroup(String id) {
            return Groups.ALL.containsKey(id) || id.equals("camunda-admin");
        }

        @Override
        public boolean hasDecision(String id) {
            return false;
        }
    };

    boolean hasGroup(String id);

    /** Deployed before. */
    boolean hasDecision(String id);
}
