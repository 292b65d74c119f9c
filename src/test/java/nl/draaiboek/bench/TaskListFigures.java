package nl.draaiboek.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import nl.draaiboek.support.Company;
import org.camunda.bpm.engine.FilterService;

/** The list of tasks as Tasklist asks it: a filter over REST, in a session, with the rights of who asks. */
final class TaskListFigures {

    private static final int TASKS = 2_000;
    private static final int WARM_UP = 200;
    private static final int REPEATS = 300;
    private static final String FILTER = "My groups' tasks";

    private final BenchedProgram program;

    TaskListFigures(BenchedProgram program) {
        this.program = program;
    }

    void measure(Figures figures) throws Exception {
        for (var i = 0; program.count("select count(*) from act_ru_task") < TASKS; i++) {
            try (var door = new Doorstep(program.port())) {
                for (var j = 0; j < 50; j++) {
                    door.deliver(IntakeFigures.webhook("tasks-" + i + "-" + j, 1));
                }
            }
            program.awaitQuiet();
        }
        program.jdbc().sql("analyze").update();
        var tasks = program.count("select count(*) from act_ru_task");
        var responder = asked("anouk", Company.PASSWORD);
        var admin = asked("admin", "demo");
        var counted = new long[REPEATS];
        for (var i = -WARM_UP; i < REPEATS; i++) {
            var began = System.nanoTime();
            program.count("select count(*) from act_ru_task where assignee_ is null");
            counted[Math.max(i, 0)] = System.nanoTime() - began;
        }
        figures.times(
                String.format("The task list of a responder, %,d tasks open", tasks),
                responder,
                "admin " + admin + "; a bare count " + new Figures.Times(counted));
    }

    private Figures.Times asked(String user, String password) throws Exception {
        var cookies = new CookieManager();
        var browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        var script = to("/camunda/app/tasklist/scripts/config.js").GET();
        send(browser, script);
        send(
                browser,
                to("/camunda/api/admin/auth/user/default/login/tasklist")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-XSRF-TOKEN", token(cookies))
                        .POST(BodyPublishers.ofString("username=" + user + "&password=" + password)));
        send(browser, script);
        var filter = program.bean(FilterService.class)
                .createFilterQuery()
                .filterName(FILTER)
                .singleResult()
                .getId();
        var list = to("/camunda/api/engine/engine/default/filter/" + filter + "/list?firstResult=0&maxResults=15")
                .header("Content-Type", "application/json")
                .header("Accept", "application/hal+json")
                .header("X-XSRF-TOKEN", token(cookies))
                .POST(BodyPublishers.ofString("{}"));
        if (user.equals("anouk")
                && new ObjectMapper()
                                .readTree(send(browser, list))
                                .path("count")
                                .asInt()
                        < TASKS / 3) {
            throw new IllegalStateException("The list is too short to say anything: " + send(browser, list));
        }
        var times = new long[REPEATS];
        for (var i = -WARM_UP; i < REPEATS; i++) {
            var began = System.nanoTime();
            send(browser, list);
            times[Math.max(i, 0)] = System.nanoTime() - began;
        }
        return new Figures.Times(times);
    }

    /** Each session has its own; the login begins a new session, and the first page in it gives the token. */
    private static String token(CookieManager cookies) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + program.port() + path));
    }

    private static String send(HttpClient browser, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        var answer = browser.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer + " " + answer.body());
        }
        return answer.body();
    }
}
