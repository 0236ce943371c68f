package dev.headrace.admin.schema;

import dev.headrace.admin.schema.SchemaStep.ChangeField;
import dev.headrace.admin.schema.SchemaStep.ChangeLocales;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Describes the effects of steps. */
final class StepText {

    private StepText() {}

    static String entries(long count) {
        return count == 1 ? "1 entry" : count + " entries";
    }

    /** Such as "1 entry has none" and "2 entries have none". */
    static String entries(long count, String one, String several) {
        return entries(count) + " " + (count == 1 ? one : several);
    }

    static String of(ChangeField step) {
        List<String> parts = new ArrayList<>();
        parts.add("changes the field '%s.%s': %s".formatted(step.type(), step.field(),
                String.join(", ", OptionChanges.between(step.present(), step.requested()))));
        if (step.unfit() > 0) {
            parts.add(entries(step.unfit(), "has a value that it no longer allows and that must be changed before the"
                    + " entry is published again",
                    "have a value that it no longer allows and that must be changed before they are published again"));
        }
        if (step.missing() > 0) {
            parts.add(entries(step.missing(), "has no value and needs one before it is published again",
                    "have no value and need one before they are published again"));
        }
        parts.add(values(step));
        return String.join("; ", parts);
    }

    private static String values(ChangeField step) {
        if (!step.becomesShared()) {
            return "stored values are kept";
        }
        String shared = "all locales take the value of the first one";
        return step.lost() == 0 ? shared : shared + ", and " + entries(step.lost(), "loses values", "lose values");
    }

    static String of(ChangeLocales step) {
        List<String> parts = new ArrayList<>();
        parts.add(
                "changes the locales from %s to %s".formatted(described(step.present()), described(step.requested())));
        String before = step.present().defaultLocale();
        String after = step.requested().defaultLocale();
        if (!before.equals(after)) {
            parts.add("the default locale changes from %s to %s: calls that name no locale use %s".formatted(before,
                    after, after));
        }
        if (step.lost() > 0) {
            parts.add("removes the values of " + entries(step.lost()));
        }
        return String.join("; ", parts);
    }

    private static String described(Locales locales) {
        return locales.fallbacks().entrySet().stream()
                .map(each -> each.getKey() + each.getValue().map(other -> " (fallback " + other + ")").orElse(""))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
