package nl.draaiboek.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * A bean that diagrams, decision tables and forms may name in {@code ${…}}. No other bean can be reached from there
 * so whatever carries this mark is open to everyone who may deploy.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
public @interface ForDiagrams {

    /** The name that a diagram uses. */
    @AliasFor(annotation = Component.class)
    String value();
}
