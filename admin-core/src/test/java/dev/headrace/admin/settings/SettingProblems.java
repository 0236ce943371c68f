package dev.headrace.admin.settings;

import java.util.List;
import org.springframework.core.env.ConfigurableEnvironment;

/** Checks the values of a settings record as the core does when it starts. */
public final class SettingProblems {

    private SettingProblems() {}

    /** @throws IllegalArgumentException with all problems */
    public static void reject(ConfigurableEnvironment environment, String prefix, Class<?> type) {
        List<String> problems = new SettingValues(environment).problems(prefix, type);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
