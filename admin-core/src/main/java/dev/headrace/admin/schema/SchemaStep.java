package dev.headrace.admin.schema;

import java.util.List;

/**
 * One step from the current model to the requested one.
 *
 * <p>The path of a nested field includes the names of the enclosing fields and blocks, such as {@code parts.quote.text}.
 */
sealed interface SchemaStep {

    /** The type's name; empty for changes of the whole model. */
    String type();

    /** The step's name in the API, which does not follow the name of the class. */
    String kind();

    /** A description of the effect on the API and on stored entries. */
    default String effect() {
        return StepText.of(this);
    }

    /**
     * Whether it must be allowed: stored values are lost, private ones become public, or readers no longer see what they
     * have counted.
     */
    default boolean destructive() {
        return false;
    }

    /** The path of the changed field; empty for steps that change a whole type. */
    default String field() {
        return "";
    }

    /** Adds a type. */
    record AddType(String type, int fields) implements SchemaStep {

        @Override
        public String kind() {
            return "addType";
        }
    }

    /** Deletes a type with all its entries. */
    record DeleteType(String type, long entries) implements SchemaStep {

        @Override
        public String kind() {
            return "deleteType";
        }

        @Override
        public boolean destructive() {
            return entries > 0;
        }
    }

    /** Adds a field. */
    record AddField(String type, String field, String keyword) implements SchemaStep {

        @Override
        public String kind() {
            return "addField";
        }
    }

    /** Renames a field; stored values are unchanged. */
    record RenameField(String type, String from, String field) implements SchemaStep {

        @Override
        public String kind() {
            return "renameField";
        }
    }

    /** Replaces a field by one of an incompatible type. The new field has a new id. */
    record ReplaceField(String type, String field, String id, String present, String requested, long values)
            implements
                SchemaStep {

        @Override
        public String kind() {
            return "replaceField";
        }

        @Override
        public boolean destructive() {
            return values > 0;
        }
    }

    /**
     * Changes a field's options. Its values are kept, unless the field is no longer localized.
     *
     * @param unfit the number of entries with a value that the changed field no longer allows
     * @param missing the number of entries without a value, if the field becomes required
     * @param lost the number of entries with a value in some locale that another locale's value replaces
     */
    record ChangeField(String type, String field, Field present, Field requested, long unfit, long missing, long lost)
            implements
                SchemaStep {

        @Override
        public String kind() {
            return "changeField";
        }

        @Override
        public boolean destructive() {
            return lost > 0;
        }

        ChangeField affecting(long entriesMissing, long entriesLosing) {
            return new ChangeField(type, field, present, requested, unfit, entriesMissing, entriesLosing);
        }

        boolean becomesShared() {
            return present.localized() && !requested.localized();
        }

        boolean becomesRequired() {
            return !present.required() && requested.required();
        }
    }

    /**
     * Makes a private field public.
     *
     * @param values the number of entries with a value
     * @param entries the number of entries, whose older revisions may have values
     */
    record ExposeField(String type, String field, long values, long entries) implements SchemaStep {

        @Override
        public String kind() {
            return "exposeField";
        }

        @Override
        public boolean destructive() {
            return entries > 0;
        }
    }

    /** Changes the order of the fields in a group or block, or of the block types in a field. */
    record Reorder(String type, String field) implements SchemaStep {

        @Override
        public String kind() {
            return "reorder";
        }
    }

    /** Removes a field with its values. */
    record RemoveField(String type, String field, String id, long values) implements SchemaStep {

        @Override
        public String kind() {
            return "removeField";
        }

        @Override
        public boolean destructive() {
            return values > 0;
        }
    }

    /** Adds a block type to a field of blocks. */
    record AddBlock(String type, String field) implements SchemaStep {

        @Override
        public String kind() {
            return "addBlock";
        }
    }

    /** Renames a block type. */
    record RenameBlock(String type, String from, String field) implements SchemaStep {

        @Override
        public String kind() {
            return "renameBlock";
        }
    }

    /** Removes a block type with its elements. */
    record RemoveBlock(String type, String field, String id, long values) implements SchemaStep {

        @Override
        public String kind() {
            return "removeBlock";
        }

        @Override
        public boolean destructive() {
            return values > 0;
        }
    }

    /**
     * Changes anything but fields.
     *
     * @param parts what is changed, such as "the views"
     */
    record ChangeType(String type, List<String> parts) implements SchemaStep {

        public ChangeType {
            parts = List.copyOf(parts);
        }

        @Override
        public String kind() {
            return "changeType";
        }
    }

    /**
     * Removes an interaction, whose stored counts are kept. They are shown again if it returns.
     *
     * @param interaction such as {@code views} or {@code reaction 'like'}
     * @param entries the number of entries with counts
     */
    record RemoveInteraction(String type, String interaction, long entries) implements SchemaStep {

        @Override
        public String kind() {
            return "removeInteraction";
        }

        @Override
        public boolean destructive() {
            return entries > 0;
        }
    }

    /** Adds or removes locales, or changes fallbacks or the order; the first locale is the default. */
    record ChangeLocales(Locales present, Locales requested, long lost) implements SchemaStep {

        @Override
        public String type() {
            return "";
        }

        @Override
        public String kind() {
            return "changeLocales";
        }

        @Override
        public boolean destructive() {
            return lost > 0;
        }
    }
}
