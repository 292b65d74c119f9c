package nl.draaiboek.engine;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything that reads a value in an expression, and refuses what leads from a value to the machinery under
 * it, however it is spelled: <code>${a.class}</code>, <code>${a['cl'.concat('ass')]}</code>. It holds where no rule for
 * diagrams looked before: in filters, in what is called with variables, in diagrams of long ago.
 */
final class NoMachinery extends ELResolver {

    private static final Set<String> NAMES = Set.of(
            "class",
            "getClass",
            "processEngine",
            "getProcessEngine",
            "processEngineServices",
            "getProcessEngineServices",
            "processEngineConfiguration",
            "getProcessEngineConfiguration");

    private static final List<String> MACHINES = List.of(
            "java.lang.reflect.",
            "java.lang.invoke.",
            "java.io.",
            "java.nio.file.",
            "java.net.",
            "javax.sql.",
            "java.sql.",
            "org.springframework.beans.",
            "org.springframework.context.");

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        refuse(base, property);
        return null;
    }

    @Override
    public @Nullable Object invoke(
            ELContext context,
            @Nullable Object base,
            @Nullable Object method,
            Class<?> @Nullable [] types,
            Object @Nullable [] parameters) {
        refuse(base, method);
        return null;
    }

    @Override
    public @Nullable Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
        refuse(base, property);
        return null;
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
        refuse(base, property);
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
        refuse(base, property);
        return false;
    }

    @Override
    public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
        return null;
    }

    @Override
    public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return null;
    }

    private static void refuse(@Nullable Object base, @Nullable Object property) {
        if (base == null) {
            return;
        }
        if (property != null && NAMES.contains(property.toString()) && !(base instanceof java.util.Map)) {
            throw new ELException("'" + property + "' may not stand in an expression.");
        }
        if (base instanceof Class
                || base instanceof ClassLoader
                || base instanceof Module
                || base instanceof Thread
                || base instanceof Runtime
                || base instanceof Process
                || base instanceof ProcessBuilder
                || MACHINES.stream().anyMatch(base.getClass().getName()::startsWith)) {
            throw new ELException(
                    "An expression may not use a " + base.getClass().getSimpleName() + ".");
        }
    }
}
