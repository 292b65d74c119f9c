package nl.draaiboek.response.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.response.OpenTeamChannels;
import nl.draaiboek.response.WebAddress;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Keeps where the team meets. */
@ForDiagrams("openTeamChannels")
class OpenTeamChannelsListener implements TaskListener {

    private final OpenTeamChannels openTeamChannels;
    private final CurrentPerson currentPerson;

    OpenTeamChannelsListener(OpenTeamChannels openTeamChannels, CurrentPerson currentPerson) {
        this.openTeamChannels = openTeamChannels;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var answers = new Answers(task);
        var chat = answers.text("chatRoom", 300);
        var call = answers.text("videoCall", 300);
        var place = answers.text("place", 200);
        refuse("chatRoom", "Chat room", chat);
        refuse("videoCall", "Video call", call);
        if (chat.isEmpty() && place.isEmpty()) {
            throw new InvalidAnswer(
                    "chatRoom", "Say where the chat room is: its name or its address; or the room you all sit in.");
        }
        if (call.isEmpty() && place.isEmpty()) {
            throw new InvalidAnswer("videoCall", "Give the address of the video call, or the room you all sit in.");
        }
        openTeamChannels.open(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                new OpenTeamChannels.Places(chat, call, place),
                currentPerson.id().orElse(String.valueOf(task.getAssignee())));
    }

    private static void refuse(String field, String label, String typed) {
        WebAddress.refusal(typed).ifPresent(why -> {
            throw new InvalidAnswer(field, label + ": give its name or its address; " + why + ".");
        });
    }
}
