package nl.draaiboek.people;

/**
 * Somebody is always to be on call for this.
 *
 * @param id as tables and diagrams name it: {@code hosting}, {@code manager-on-duty}
 * @param serves the team or the role that it serves
 * @param keeper login of who looks after it; empty when the managers do
 */
public record Schedule(String id, String nameNl, String nameEn, String serves, String keeper) {

    public String name(String language) {
        return language.equals("nl") ? nameNl : nameEn;
    }
}
