package nl.draaiboek.delivery.chat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the team chats.
 *
 * @param system {@code slack}, {@code mattermost} or {@code matrix}; empty for none
 * @param url where the server is; Slack's own is known
 * @param token of the bot that makes the rooms
 * @param statusToken may set the status of others, where the system has such a thing
 * @param team name of the team in Mattermost, as in its addresses
 * @param publicRooms whether everyone in the workspace may read a room, and not only who is invited
 */
@ConfigurationProperties("draaiboek.chat")
record ChatSettings(
        @DefaultValue("") String system,
        @Nullable URI url,
        @DefaultValue("") String token,
        @DefaultValue("") String statusToken,
        @DefaultValue("") String team,
        @DefaultValue("false") boolean publicRooms,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout,
        @DefaultValue("20s") Duration givesUpAfter,
        @DefaultValue("30s") Duration readEvery) {

    static final String SLACK = "slack";
    static final String MATTERMOST = "mattermost";
    static final String MATRIX = "matrix";

    String kind() {
        return system.strip().toLowerCase(java.util.Locale.ROOT);
    }

    /** Why chat is off, in words for an administrator; nothing when it is on. */
    Optional<String> fault() {
        if (kind().isEmpty()) {
            return Optional.of(
                    "No chat system: set DRAAIBOEK_CHAT_SYSTEM to slack, mattermost or matrix (docs/chat.md).");
        }
        if (!kind().equals(SLACK) && !kind().equals(MATTERMOST) && !kind().equals(MATRIX)) {
            return Optional.of("DRAAIBOEK_CHAT_SYSTEM is '" + system.strip() + "'; write slack, mattermost or matrix.");
        }
        if (token.isBlank()) {
            return Optional.of("No token of the bot: set DRAAIBOEK_CHAT_TOKEN (docs/chat.md).");
        }
        if (token.strip().chars().anyMatch(c -> c <= ' ' || c > '~')
                || statusToken.strip().chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return Optional.of(
                    "DRAAIBOEK_CHAT_TOKEN or DRAAIBOEK_CHAT_STATUS_TOKEN has a space or another character that no"
                            + " token has.");
        }
        if (url == null ? !kind().equals(SLACK) : !String.valueOf(url).matches("https?://[^\\s?#]+")) {
            return Optional.of("DRAAIBOEK_CHAT_URL must be where the server is, such as https://chat.example.");
        }
        if (kind().equals(MATTERMOST) && !team.strip().matches("[a-z0-9-]+")) {
            return Optional.of("DRAAIBOEK_CHAT_TEAM must be the team as it stands in Mattermost's addresses, such as"
                    + " operations.");
        }
        return Optional.empty();
    }

    /** Without a slash at its end. */
    String base() {
        return url == null ? "https://slack.com" : url.toString().replaceAll("/+$", "");
    }

    /** Without what is nobody's business. */
    @Override
    public String toString() {
        return "ChatSettings[" + kind() + "]";
    }
}
