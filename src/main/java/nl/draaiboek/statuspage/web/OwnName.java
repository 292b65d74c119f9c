package nl.draaiboek.statuspage.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whose status page it is, as customers know the company. Templates use it as {@code own}. */
@Component
public final class OwnName {

    private final String company;

    /** @param company empty when none is set */
    OwnName(@Value("${draaiboek.company}") String company) {
        this.company = company.strip();
    }

    /** The title with our name before it: {@code Waddenhost · Status}. */
    public String before(String title) {
        return company.isEmpty() ? title : company + " · " + title;
    }

    String orElse(String other) {
        return company.isEmpty() ? other : company;
    }
}
