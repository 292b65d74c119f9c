package nl.draaiboek.response.room;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import nl.draaiboek.delivery.ChatSaid;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.people.Directory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What people say in the room stands in the record, with who said it, when and where to find it. */
@Component
class KeepWhatWasSaid {

    private final IncidentRecord record;
    private final Directory directory;

    KeepWhatWasSaid(IncidentRecord record, Directory directory) {
        this.record = record;
        this.directory = directory;
    }

    @EventListener
    void said(ChatSaid event) {
        var colleagues = colleagues();
        for (var message : event.messages()) {
            var details = new LinkedHashMap<String, Object>();
            details.put("saidAt", message.at().toString());
            details.put("text", message.text());
            details.put("link", message.link());
            details.put("sender", message.sender());
            // Whoever calls themselves like a colleague is none: only the id in the directory counts.
            var known = colleagues.get(plain(message.sender()));
            record.append(event.code(), "chat.said", known == null ? message.senderName() + " (chat)" : known, details);
        }
    }

    /** Logins by id in the chat. */
    private Map<String, String> colleagues() {
        var colleagues = new HashMap<String, String>();
        directory.all().stream()
                .filter(contact -> !contact.chat().isEmpty())
                .forEach(contact -> colleagues.put(
                        plain(contact.chat()), contact.colleague().id()));
        return colleagues;
    }

    private static String plain(String chatId) {
        return chatId.toLowerCase(Locale.ROOT);
    }
}
