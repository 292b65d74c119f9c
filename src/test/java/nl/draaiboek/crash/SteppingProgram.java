package nl.draaiboek.crash;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nl.draaiboek.DraaiboekApplication;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.RunningClock;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole program with its plan, that stops in the middle of the steps it is told to be killed at. */
final class SteppingProgram {

    static final List<String> MOMENTS = List.of("written", "committed", "settling");

    /** Enough threads and connections for all that stands still at a point. */
    private static final List<String> SETTINGS = List.of(
            "--spring.datasource.hikari.maximum-pool-size=150",
            "--camunda.bpm.job-execution.core-pool-size=100",
            "--camunda.bpm.job-execution.max-pool-size=100",
            "--camunda.bpm.job-execution.max-jobs-per-acquisition=40",
            "--draaiboek.delivery.gone-after=500ms",
            "--draaiboek.delivery.poll=500ms",
            "--draaiboek.mail.connections=16");

    private SteppingProgram() {}

    /** @param args settings, and {@code --clock-ahead=PT..}, {@code --jump}, {@code --twins} */
    public static void main(String[] args) {
        var program = new SpringApplicationBuilder(DraaiboekApplication.class, Setup.class)
                .profiles("test")
                .run(Stream.concat(SETTINGS.stream(), Arrays.stream(args)).toArray(String[]::new));
        Company.hire(program.getBean(IdentityService.class));
        var points = program.getBean(Points.class);
        var twins = program.getEnvironment().getProperty("twins") != null;
        try {
            points.begin(twins);
            ChildProgram.tell("READY");
        } catch (RuntimeException e) {
            ChildProgram.tell("FAILED " + e);
            program.close();
            System.exit(1);
        }
    }

    /** Without a stereotype, so that no scan finds it. */
    @Import({Points.class, StopAtPoints.class})
    static class Setup {

        @Bean
        @Primary
        RunningClock runningClock(@Value("${clock-ahead}") Duration ahead) {
            var clock = new RunningClock();
            clock.jump(ahead);
            return clock;
        }

        @Bean
        @Order(0)
        TakingChat takingChat() {
            return new TakingChat();
        }

        @Bean
        @Order(org.springframework.core.Ordered.LOWEST_PRECEDENCE)
        PostsTable postsTable(JdbcClient jdbc) {
            return new PostsTable(jdbc);
        }
    }
}
