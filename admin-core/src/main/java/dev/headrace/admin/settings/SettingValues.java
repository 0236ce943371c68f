package dev.headrace.admin.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.unit.DataSize;

/** The values of properties that {@code application.yaml} takes from environment variables. */
final class SettingValues {

    private static final String PREFIX = "HEADRACE_";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(" + PREFIX + "[A-Z_]+):(.*)}");

    private final ConfigurableEnvironment environment;

    SettingValues(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** A property's variable and its default. */
    private record Setting(String variable, String defaultValue) {}

    /** The names of all variables. */
    Set<String> variables() {
        Set<String> names = new TreeSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> properties) {
                for (String property : properties.getPropertyNames()) {
                    placeholder(source, property).ifPresent(setting -> names.add(setting.variable()));
                }
            }
        }
        return names;
    }

    /** The problems of all values of a settings record whose properties begin with the prefix. */
    List<String> problems(String prefix, Class<?> type) {
        List<String> problems = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            values.add(value(property(prefix, component.getName()), component.getType(), problems));
        }
        invalid(type, values)
                .forEach(problem -> problems.add(variable(prefix, problem.component()) + " " + problem.text()));
        return problems;
    }

    /** The variable of a component. */
    String variable(String prefix, String component) {
        return setting(property(prefix, component)).variable();
    }

    /** The property's value; if it cannot be converted, the default, so that other checks can go on. */
    private Object value(String property, Class<?> type, List<String> problems) {
        Setting setting = setting(property);
        String text = environment.getProperty(property, "");
        return converted(text, type).orElseGet(() -> {
            problems.add(setting.variable() + " must be " + expected(type) + ", not '" + text + "'");
            return converted(setting.defaultValue(), type).orElseThrow();
        });
    }

    private Setting setting(String property) {
        return environment.getPropertySources().stream().flatMap(source -> placeholder(source, property).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(property + " is not a setting in application.yaml"));
    }

    private static Optional<Setting> placeholder(PropertySource<?> source, String property) {
        Object raw = source.getProperty(property);
        Matcher matcher = PLACEHOLDER.matcher(Objects.toString(raw, ""));
        return matcher.matches() ? Optional.of(new Setting(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    private static Optional<Object> converted(String text, Class<?> type) {
        try {
            Object value = ApplicationConversionService.getSharedInstance().convert(text, type);
            return Optional.ofNullable(value);
        } catch (ConversionException e) {
            return Optional.empty();
        }
    }

    private static String expected(Class<?> type) {
        if (type == int.class) {
            return "an integer";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a duration such as 500ms, 30s, 5m, 2h or 7d";
        }
        if (type == DataSize.class) {
            return "a size such as 100KB, 10MB or 1GB";
        }
        if (type == InetAddress.class) {
            return "an address or the name of a host";
        }
        if (type == String.class) {
            return "a text";
        }
        throw new IllegalArgumentException("Settings cannot be of type " + type.getName());
    }

    /** The problems that the record's constructor finds. */
    static List<InvalidValuesException.Problem> invalid(Class<?> type, List<Object> values) {
        try {
            BeanUtils.instantiateClass(canonical(type), values.toArray());
            return List.of();
        } catch (BeanInstantiationException e) {
            if (e.getCause() instanceof InvalidValuesException invalid) {
                return invalid.problems();
            }
            throw e;
        }
    }

    private static Constructor<?> canonical(Class<?> type) {
        Class<?>[] components = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(components);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName() + " is not a record", e);
        }
    }

    private static String property(String prefix, String component) {
        return prefix + "." + component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
