package nl.draaiboek.statuspage.web;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks this node each minute for the public pages, as a visitor does, so that what is known last is never older than that while the
 * database is away ({@link LastKnown}). Not where the node itself speaks TLS: there it is visitors who do.
 */
@Component
class KeepLastKnown {

    private static final Logger LOG = LoggerFactory.getLogger(KeepLastKnown.class);

    private static final List<String> PAGES = List.of(
            "/status",
            "/status/history",
            "/status/history.atom",
            "/status/api/v2/summary.json",
            "/status/api/v2/status.json",
            "/status/api/v2/components.json",
            "/status/api/v2/incidents.json",
            "/status/api/v2/incidents/unresolved.json");

    private final ServletWebServerApplicationContext program;
    private final RestClient client;
    private final String context;
    private final boolean tls;

    KeepLastKnown(ServletWebServerApplicationContext program, Environment settings) {
        this.program = program;
        this.context = settings.getProperty("server.servlet.context-path", "");
        this.tls = settings.getProperty(
                "server.ssl.enabled",
                Boolean.class,
                settings.containsProperty("server.ssl.bundle")
                        || settings.containsProperty("server.ssl.key-store")
                        || settings.containsProperty("server.ssl.certificate"));
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(2_000);
        requests.setReadTimeout(10_000);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    @Scheduled(fixedDelay = 60_000)
    void ask() {
        var server = program.getWebServer();
        if (tls || server == null || server.getPort() <= 0) {
            return;
        }
        for (var page : PAGES) {
            for (var language : List.of("nl", "en")) {
                try {
                    client.get()
                            .uri("http://127.0.0.1:" + server.getPort() + context + page + "?lang=" + language)
                            .retrieve()
                            .toBodilessEntity();
                } catch (RestClientException e) {
                    LOG.debug("The page {} is not kept this time: {}", page, e.toString());
                    return;
                }
            }
        }
    }
}
