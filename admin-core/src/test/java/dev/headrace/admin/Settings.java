package dev.headrace.admin;

import dev.headrace.admin.settings.SettingProblems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** Settings from {@code application.yaml} and the given environment variables only. */
public final class Settings {

    private Settings() {}

    /** The default settings. */
    public static <T> T defaults(Class<T> type) {
        return with(type, Map.of());
    }

    /** @throws IllegalArgumentException with what the core reports when it starts */
    public static <T> T with(Class<T> type, Map<String, String> variables) {
        ConfigurableEnvironment environment = environment(variables);
        SettingProblems.reject(environment, prefix(type), type);
        return Binder.get(environment).bindOrCreate(prefix(type), type);
    }

    public static ConfigurableEnvironment environment(Map<String, String> variables) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.forEach(source -> sources.remove(source.getName()));
        sources.addLast(new MapPropertySource("variables", Map.copyOf(variables)));
        try {
            new YamlPropertySourceLoader().load("file", new ClassPathResource("application.yaml"))
                    .forEach(sources::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return environment;
    }

    static String prefix(Class<?> type) {
        return type.getAnnotation(ConfigurationProperties.class).value();
    }
}
