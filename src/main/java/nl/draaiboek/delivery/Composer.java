package nl.draaiboek.delivery;

import nl.draaiboek.incident.IncidentCode;

/** Knows the words and the recipients of one kind of message. A service task names it in its input {@code message}. */
public interface Composer {

    /** The value of the input {@code message}: {@code update}, {@code team-alert}. */
    String message();

    /** Called in the transaction that brings the token to the service task. */
    Composition compose(Request request);

    /**
     * @param channel topic of the service task
     * @param audience the input {@code audience} of the service task: {@code customers}, {@code team}, {@code employees}
     * @param inputs all other input parameters of the service task as text, such as the id of the update
     */
    record Request(IncidentCode incident, String channel, String audience, java.util.Map<String, String> inputs) {

        /** @throws IllegalStateException when the diagram does not give this input; the message names it */
        public String input(String name) {
            var value = inputs.get(name);
            if (value == null) {
                throw new IllegalStateException("The service task that sends on '" + channel + "' for '" + audience
                        + "' lacks the input '" + name + "'.");
            }
            return value;
        }
    }
}
