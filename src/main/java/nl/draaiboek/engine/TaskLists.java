package nl.draaiboek.engine;

/** Names of the lists that everyone finds in Tasklist. */
public final class TaskLists {

    /** What waits for a person: their own, and what nobody of their groups has taken. Tasklist opens with it. */
    public static final String TO_DO = "To do";

    public static final String MINE = "My tasks";
    public static final String MY_GROUPS = "My groups' tasks";
    public static final String OVERDUE = "Overdue";

    /** Everything a person may see; a search in its address makes it the list of one incident. */
    public static final String BY_INCIDENT = "By incident";

    private TaskLists() {}
}
