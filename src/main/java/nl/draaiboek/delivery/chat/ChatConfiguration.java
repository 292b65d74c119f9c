package nl.draaiboek.delivery.chat;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The chat system that the settings name. */
@Configuration(proxyBeanMethods = false)
class ChatConfiguration {

    @Bean
    ChatSystem chatSystem(ChatSettings settings, JdbcClient jdbc, Clock clock) {
        return switch (settings.kind()) {
            case ChatSettings.MATTERMOST -> new Mattermost(settings, clock);
            case ChatSettings.MATRIX -> new Matrix(settings, new JdbcDirectRooms(jdbc, "Matrix"), clock);
            default -> new Slack(settings, clock);
        };
    }
}
