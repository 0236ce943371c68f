package dev.headrace.admin.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Checks all settings before Spring reads them. It would report the first invalid one, by the name of its property and
 * not of its environment variable.
 */
class CheckSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(CheckSettings.class);
    private static final String PACKAGE = "dev.headrace.admin";
    private static final String PREFIX = "HEADRACE_";
    /** Variables of the edge and of tests, which may be set in the same environment. */
    private static final List<String> OTHERS = List.of("HEADRACE_EDGE_", "HEADRACE_JWT_", "HEADRACE_TEST_");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        SettingValues values = new SettingValues(context.getEnvironment());
        unknown(context.getEnvironment().getSystemEnvironment().keySet(), values.variables()).forEach(log::warn);
        List<String> problems = new ArrayList<>();
        records().forEach((prefix, type) -> problems.addAll(values.problems(prefix, type)));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    /** The settings records of all features and of Spring, by the prefixes of their properties. */
    static Map<String, Class<?>> records() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, Class<?>> records = new TreeMap<>(SpringSettings.BY_PREFIX);
        scanner.findCandidateComponents(PACKAGE).stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .forEach(type -> records.put(type.getAnnotation(ConfigurationProperties.class).value(), type));
        return records;
    }

    /** A line for each variable that looks like a setting of the core but is not one. */
    static List<String> unknown(Set<String> set, Set<String> known) {
        return set.stream().filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .filter(name -> OTHERS.stream().noneMatch(name::startsWith)).sorted()
                .map(name -> name + " is not a setting of the core, and is ignored").toList();
    }
}
