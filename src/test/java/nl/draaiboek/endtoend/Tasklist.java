package nl.draaiboek.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.Company;

/** Tasklist as a responder uses it: logs in, picks a task by its name, claims it, fills in its form by the labels it shows. */
final class Tasklist {

    private static final int PATIENCE = 30_000;

    private final Page page;

    private Tasklist(Page page) {
        this.page = page;
    }

    static Tasklist login(Page page, String address, String person) {
        var tasklist = opened(page, address, person);
        // Everything that this person may see.
        page.getByText("By incident").first().click();
        page.locator(".task-filter.active")
                .filter(new Locator.FilterOptions().setHasText("By incident"))
                .waitFor();
        return tasklist;
    }

    /** As it is when somebody logs in. */
    static Tasklist opened(Page page, String address, String person) {
        page.setDefaultTimeout(PATIENCE);
        page.navigate(address + "/camunda/app/tasklist/default/");
        page.locator("#username").fill(person);
        page.locator("#password").fill(Company.PASSWORD);
        page.locator("main button[type=submit]").click();
        return new Tasklist(page);
    }

    Page page() {
        return page;
    }

    /** Opens the task of this name and waits for its form. The list refreshes by itself every few seconds. */
    Tasklist open(String task) {
        var form = page.locator(".fjs-form .fjs-form-field").first();
        for (var tries = 0; tries < 4; tries++) {
            // A list that is just being read again forgets what was clicked in it; a person clicks once more.
            page.locator("li.task h4 a")
                    .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + task + "\\s*$")))
                    .first()
                    .click();
            try {
                form.waitFor(new Locator.WaitForOptions().setTimeout(8_000));
                break;
            } catch (TimeoutError e) {
                Browser.picture(page, "failure-open-" + tries);
            }
        }
        form.waitFor();
        return this;
    }

    Tasklist picture(String name) {
        Browser.picture(page, name);
        return this;
    }

    Tasklist claim() {
        var claim = page.locator("button.claim").first();
        if (claim.isVisible()) {
            claim.click();
            page.locator("button.unclaim, .assignee .unclaim, [ng-click*=unclaim]")
                    .first()
                    .waitFor();
        }
        return this;
    }

    /** Fills in the form by key; what people see of a key is its label in the form's own file. */
    Tasklist fill(String form, Map<String, ?> answers) {
        var schema = schema(form);
        answers.forEach((key, value) -> fill(
                find(schema, key).orElseThrow(() -> new AssertionError("The form " + form + " has no field " + key)),
                value));
        return this;
    }

    private void fill(JsonNode field, Object value) {
        var box = page.locator(".fjs-form-field-" + field.path("type").asText())
                .filter(new Locator.FilterOptions()
                        .setHasText(field.path("label").asText()))
                .first();
        box.scrollIntoViewIfNeeded();
        switch (field.path("type").asText()) {
            case "radio" ->
                box.getByText(label(field, value), new Locator.GetByTextOptions().setExact(true))
                        .first()
                        .click();
            case "checklist" ->
                ((Collection<?>) value)
                        .forEach(v -> box.getByText(label(field, v), new Locator.GetByTextOptions().setExact(true))
                                .first()
                                .click());
            case "checkbox" -> box.locator("input").first().setChecked((Boolean) value);
            case "select" -> {
                box.locator(".fjs-input-group, .fjs-select-display").first().click();
                page.locator(".fjs-dropdownlist-item")
                        .filter(new Locator.FilterOptions().setHasText(label(field, value)))
                        .first()
                        .click();
            }
            default -> {
                box.locator("input, textarea").first().fill(String.valueOf(value));
                page.keyboard().press("Tab");
            }
        }
    }

    private static String label(JsonNode field, Object value) {
        for (var option : field.path("values")) {
            if (option.path("value").asText().equals(value)) {
                return option.path("label").asText();
            }
        }
        return String.valueOf(value);
    }

    private static Optional<JsonNode> find(JsonNode schema, String key) {
        for (var component : schema.path("components")) {
            if (component.path("key").asText().equals(key)) {
                return Optional.of(component);
            }
            var inside = find(component, key);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static JsonNode schema(String form) {
        try {
            return new ObjectMapper().readTree(Path.of("forms", form + ".form").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Completes the open task and waits until it is gone. */
    void complete() {
        var form = page.locator(".fjs-form").first();
        for (var tries = 0; tries < 5 && form.isVisible(); tries++) {
            // A form takes over what was typed a moment later; a person who clicks too soon clicks again.
            page.locator("button.btn-primary:visible")
                    .filter(new Locator.FilterOptions().setHasText("Complete"))
                    .first()
                    .click();
            try {
                form.waitFor(new Locator.WaitForOptions()
                        .setState(WaitForSelectorState.DETACHED)
                        .setTimeout(6_000));
            } catch (TimeoutError e) {
                // Once more.
            }
        }
        if (form.isVisible()) {
            throw new AssertionError("The form stays open. It says: "
                    + page.locator(".fjs-form-field-error, .alert").allInnerTexts());
        }
    }

    /** Opens, claims, fills in and completes. */
    void solve(String task, String form, Map<String, ?> answers) {
        open(task).claim().fill(form, answers).complete();
    }
}
