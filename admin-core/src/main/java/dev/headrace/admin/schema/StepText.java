package dev.headrace.admin.schema;

import dev.headrace.admin.schema.SchemaStep.AddBlock;
import dev.headrace.admin.schema.SchemaStep.AddField;
import dev.headrace.admin.schema.SchemaStep.AddType;
import dev.headrace.admin.schema.SchemaStep.ChangeField;
import dev.headrace.admin.schema.SchemaStep.ChangeLocales;
import dev.headrace.admin.schema.SchemaStep.ChangeType;
import dev.headrace.admin.schema.SchemaStep.DeleteType;
import dev.headrace.admin.schema.SchemaStep.ExposeField;
import dev.headrace.admin.schema.SchemaStep.RemoveBlock;
import dev.headrace.admin.schema.SchemaStep.RemoveField;
import dev.headrace.admin.schema.SchemaStep.RemoveInteraction;
import dev.headrace.admin.schema.SchemaStep.RenameBlock;
import dev.headrace.admin.schema.SchemaStep.RenameField;
import dev.headrace.admin.schema.SchemaStep.Reorder;
import dev.headrace.admin.schema.SchemaStep.ReplaceField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Describes the effects of steps. */
final class StepText {

    private StepText() {}

    static String of(SchemaStep step) {
        return switch (step) {
            case AddType add -> "adds the type '%s' with %d %s".formatted(add.type(), add.fields(),
                    add.fields() == 1 ? "field" : "fields");
            case DeleteType deleted -> "deletes the type '%s' and its %s".formatted(deleted.type(),
                    entries(deleted.entries()));
            case AddField add -> "adds the field '%s.%s' (%s), empty in existing entries".formatted(add.type(),
                    add.field(), add.keyword());
            case RenameField rename -> "renames the field '%s.%s' to '%s' and keeps all values".formatted(
                    rename.type(), rename.from(), lastName(rename.field()));
            case ReplaceField replace -> ("changes the type of the field '%s.%s' from %s to %s and removes its values"
                    + " from %s").formatted(replace.type(), replace.field(), replace.present(), replace.requested(),
                            entries(replace.values()));
            case ChangeField change -> changed(change);
            case ExposeField expose -> ("'%s.%s' becomes public: published documents will contain its values; %s now,"
                    + " and older revisions may have others").formatted(expose.type(), expose.field(),
                            entries(expose.values(), "has one", "have one"));
            case Reorder reorder -> "changes the order inside '%s.%s'".formatted(reorder.type(), reorder.field());
            case RemoveField removed -> "removes the field '%s.%s' and its values from %s".formatted(
                    removed.type(), removed.field(), entries(removed.values()));
            case AddBlock add -> "adds the block type '%s.%s'".formatted(add.type(), add.field());
            case RenameBlock rename -> "renames the block type '%s.%s' to '%s' and keeps all values".formatted(
                    rename.type(), rename.from(), lastName(rename.field()));
            case RemoveBlock removed -> "removes the block type '%s.%s' and its elements from %s".formatted(
                    removed.type(), removed.field(), entries(removed.values()));
            case ChangeType change -> "changes %s of '%s'; its published documents are rendered again".formatted(
                    String.join(", ", change.parts()), change.type());
            case RemoveInteraction removed ->
                "removes the %s of '%s': %s, which are kept, but no longer shown".formatted(
                        removed.interaction(), removed.type(), entries(removed.entries(), "has counts", "have counts"));
            case ChangeLocales change -> changed(change);
        };
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String entries(long count) {
        return count == 1 ? "1 entry" : count + " entries";
    }

    /** Such as "1 entry has none" and "2 entries have none". */
    private static String entries(long count, String one, String several) {
        return entries(count) + " " + (count == 1 ? one : several);
    }

    private static String changed(ChangeField step) {
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

    private static String changed(ChangeLocales step) {
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
