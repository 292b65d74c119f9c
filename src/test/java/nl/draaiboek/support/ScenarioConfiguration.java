package nl.draaiboek.support;

import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.SendingProcess;
import nl.draaiboek.delivery.chat.StandInChat;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@org.springframework.context.annotation.Profile("test")
@TestConfiguration(proxyBeanMethods = false)
@Import({SendingProcess.class, PhoneEvents.class})
class ScenarioConfiguration {

    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock();
    }

    /** Stands in where the real one has no settings here; a channel that is on goes first. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    StandInChannel standInX() {
        return new StandInChannel("x");
    }

    /** Nobody is called in earnest. Before the real ones, which have settings here for what providers tell us. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnProperty(name = "tests.phones", havingValue = "stand-in", matchIfMissing = true)
    StandInChannel standInSms() {
        return new StandInChannel("sms");
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnProperty(name = "tests.phones", havingValue = "stand-in", matchIfMissing = true)
    StandInChannel standInCall() {
        return new StandInChannel("call");
    }

    /** The pages are real here too; what goes to them is noted on the way, and they can be told to be down. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    StandInChannel beforeTheStatusPage(@Qualifier("statusPageChannel") Channel real) {
        return new StandInChannel("status-page", real);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    StandInChannel beforeTheInternalPage(@Qualifier("internalPageChannel") Channel real) {
        return new StandInChannel("internal-page", real);
    }

    /** Off until a test turns it on, so that other tests are those of a house without a chat system. */
    @Bean
    @Primary
    StandInChat standInChat(java.time.Clock clock) {
        return new StandInChat(clock);
    }

    @Bean
    Scenario scenario(org.springframework.context.ApplicationContext context) {
        return new Scenario(context);
    }
}
