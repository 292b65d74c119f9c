package nl.draaiboek;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says in plain words what to do when the database cannot be used, instead of a stack trace. */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    private final Environment environment;

    DatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, SQLException cause) {
        var url = environment.getProperty("spring.datasource.url", "").replaceAll("\\?.*", "");
        var user = environment.getProperty("spring.datasource.username", "");
        var state = Objects.requireNonNullElse(cause.getSQLState(), "");
        return switch (state) {
            case "28P01", "28000" ->
                analysis(
                        "The database " + url + " does not let the user '" + user + "' in",
                        cause,
                        "Check SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.");
            case "3D000" ->
                analysis(
                        "There is no such database: " + url,
                        cause,
                        "Make it, for one with: create database " + name(url) + " owner " + user
                                + ", or check SPRING_DATASOURCE_URL.");
            case "42501" ->
                analysis(
                        "The user '" + user + "' has too few rights in the database " + url,
                        cause,
                        "Make this user its owner: alter database " + name(url) + " owner to " + user
                                + ". Draaiboek makes its own tables, in the schemas public and draaiboek; SPRING_DATASOURCE_URL"
                                + " and SPRING_DATASOURCE_USERNAME say where and who.");
            case "08000", "08001", "08004", "08006" ->
                analysis(
                        "The database " + url + " cannot be reached",
                        cause,
                        "Check that PostgreSQL runs and listens there, and SPRING_DATASOURCE_URL:"
                                + " jdbc:postgresql://host:5432/draaiboek");
            case "53300" ->
                analysis(
                        "The database " + url + " has no connection left",
                        cause,
                        "Each node uses about 25 connections: raise max_connections of PostgreSQL, or lower"
                                + " SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE.");
            case "57P03" ->
                analysis(
                        "The database " + url + " is starting or stopping",
                        cause,
                        "Start Draaiboek again in a moment.");
            default -> null;
        };
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static FailureAnalysis analysis(String what, SQLException cause, String action) {
        return new FailureAnalysis(what + ": " + cause.getMessage(), action, cause);
    }
}
