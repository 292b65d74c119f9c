package nl.draaiboek.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** A bean that diagrams may name, known without starting the program. */
record DiagramBean(String name, Class<?> type) {

    /** All of them, by name. */
    static Map<String, DiagramBean> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ForDiagrams.class));
        var beans = new TreeMap<String, DiagramBean>();
        for (var candidate : scanner.findCandidateComponents("nl.draaiboek")) {
            var type = ClassUtils.resolveClassName(
                    Objects.requireNonNull(candidate.getBeanClassName()), DiagramBean.class.getClassLoader());
            var mark = Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(type, ForDiagrams.class));
            beans.put(mark.value(), new DiagramBean(mark.value(), type));
        }
        return beans;
    }

    /** Whether an expression may call this with so many arguments. */
    boolean answers(String method, int arguments) {
        return Arrays.stream(type.getMethods())
                .filter(m -> m.getDeclaringClass() != Object.class)
                .anyMatch(m -> m.getName().equals(method) && (m.getParameterCount() == arguments || m.isVarArgs()));
    }
}
