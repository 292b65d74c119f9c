package nl.draaiboek.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notices the second press of one button: the same person starts the same process with the same answers again within seconds. The
 * database decides, so that of two requests at one moment, at two nodes too, one is first.
 */
final class JustStarted {

    static final String AGAIN =
            "You started this just now with the same answers, and it runs. If you want it twice, start it again in a moment.";

    /** So long nobody means to start the same thing twice. */
    private static final int SECONDS = 10;

    /** Where the form asks nothing: somebody who was quick may have done the first one already. */
    private static final int SECONDS_WITHOUT_ANSWERS = 2;

    private final JdbcClient jdbc;

    JustStarted(DataSource database) {
        jdbc = JdbcClient.create(database);
    }

    /** @return what to give to {@link #failed}; the same for the same start */
    static String what(String person, String process, JsonNode variables) {
        var answers = new TreeMap<String, String>();
        variables
                .fields()
                .forEachRemaining(one ->
                        answers.put(one.getKey(), one.getValue().path("value").toString()));
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((person + '\n' + process + '\n' + answers).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** @return false when the same was started just now, or is at this moment */
    boolean first(String what, boolean answers) {
        jdbc.sql("delete from draaiboek.started_form where started_at < now() - interval '1 hour'")
                .update();
        return jdbc.sql(
                                """
                        insert into draaiboek.started_form (what, started_at) values (:what, clock_timestamp())
                        on conflict (what) do update set started_at = excluded.started_at
                         where started_form.started_at < excluded.started_at - make_interval(secs => :seconds)""")
                        .param("what", what)
                        .param("seconds", answers ? SECONDS : SECONDS_WITHOUT_ANSWERS)
                        .update()
                == 1;
    }

    /** It did not start after all, and may be tried again at once. */
    void failed(String what) {
        jdbc.sql("delete from draaiboek.started_form where what = ?")
                .param(what)
                .update();
    }
}
