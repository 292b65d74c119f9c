package nl.draaiboek.statuspage.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whose status page it is, as customers know the company. */
@Component
final class OwnName {

    private final String company;

    /** @param company empty when none is set */
    OwnName(@Value("${draaiboek.company}") String company) {
        this.company = company.strip();
    }

    /** What stands before a title: {@code Waddenhost · }. */
    String prefix() {
        return company.isEmpty() ? "" : company + " · ";
    }

    String orElse(String other) {
        return company.isEmpty() ? other : company;
    }
}
