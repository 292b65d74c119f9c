package nl.draaiboek.intake;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import nl.draaiboek.support.Scenario;

/** Hands something in over real HTTP, as the programs outside do. */
final class Door {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String base;

    Door(int port) {
        base = "http://localhost:" + port;
    }

    HttpResponse<String> alertmanager(String body) {
        return post("/api/alerts/alertmanager", "application/json", Scenario.MONITORING_TOKEN, body);
    }

    HttpResponse<String> report(String body) {
        return post("/api/reports", "application/json", Scenario.TICKETS_TOKEN, body);
    }

    HttpResponse<String> post(String path, String type, String token, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One alert as Alertmanager posts it. */
    static String alert(
            String group, String fingerprint, String status, String startsAt, String labels, String summary) {
        return """
                {"version":"4","groupKey":"%s","truncatedAlerts":0,"status":"%s","receiver":"draaiboek","groupLabels":{},
                 "commonLabels":{},"commonAnnotations":{},"externalURL":"http://alertmanager.waddenhost.example",
                 "alerts":[{"status":"%s","labels":{%s},"annotations":{"summary":"%s"},"startsAt":"%s","endsAt":"%s",
                 "generatorURL":"http://prometheus.waddenhost.example/graph","fingerprint":"%s"}]}"""
                .formatted(
                        group,
                        status,
                        status,
                        labels,
                        summary,
                        startsAt,
                        status.equals("resolved") ? "2026-11-21T02:30:00Z" : "0001-01-01T00:00:00Z",
                        fingerprint);
    }
}
