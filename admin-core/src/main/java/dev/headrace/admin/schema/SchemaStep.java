package dev.headrace.admin.schema;

/**
 * One step from the current model to the wanted one.
 *
 * <p>The path of a nested field includes the names of the enclosing fields and blocks, such as {@code parts.quote.text}.
 */
sealed interface SchemaStep {

    /** The type's name; empty for changes of the whole model. */
    String type();

    /** The step's name in the API. */
    String kind();

    /** A description of the effect on the API and on stored entries. */
    String effect();

    /** Whether stored values are lost. */
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

        @Override
        public String effect() {
            return "adds the type '%s' with %d fields".formatted(type, fields);
        }
    }

    /** Retires a type with all its entries. */
    record RetireType(String type, long entries) implements SchemaStep {

        @Override
        public String kind() {
            return "retireType";
        }

        @Override
        public String effect() {
            return "retires the type '%s' and its %d entries".formatted(type, entries);
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

        @Override
        public String effect() {
            return "adds the field '%s.%s' (%s), empty in existing entries".formatted(type, field, keyword);
        }
    }

    /** Renames a field; stored values are unchanged. */
    record RenameField(String type, String from, String field) implements SchemaStep {

        @Override
        public String kind() {
            return "renameField";
        }

        @Override
        public String effect() {
            return "renames the field '%s.%s' to '%s' and keeps all values".formatted(type, from,
                    field.substring(field.lastIndexOf('.') + 1));
        }
    }

    /** Replaces a field by one of an incompatible type. The new field has a new id. */
    record ReplaceField(String type, String field, String id, String present, String wanted, long values)
            implements
                SchemaStep {

        @Override
        public String kind() {
            return "replaceField";
        }

        @Override
        public String effect() {
            return "changes the type of the field '%s.%s' from %s to %s and removes its %d stored values"
                    .formatted(type, field, present, wanted, values);
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
     * @param lost the number of entries with a value in some locale that another locale's value replaces
     */
    record ChangeField(String type, String field, Field present, Field wanted, long unfit, long lost)
            implements
                SchemaStep {

        @Override
        public String kind() {
            return "changeField";
        }

        @Override
        public String effect() {
            return "changes options of the field '%s.%s'; ".formatted(type, field) + (unfit == 0
                    ? "stored values are kept and checked when they are next changed or published"
                    : "%d entries have a value that it no longer allows: the values are kept and must be changed before the entries are published again"
                            .formatted(unfit))
                    + (lost == 0
                            ? ""
                            : "; all locales take the value of the first one and %d entries lose values"
                                    .formatted(lost));
        }

        @Override
        public boolean destructive() {
            return lost > 0;
        }

        ChangeField losing(long entries) {
            return new ChangeField(type, field, present, wanted, unfit, entries);
        }

        boolean becomesShared() {
            return present.localized() && !wanted.localized();
        }
    }

    /** Changes the order of the fields in a group or block, or of the block types in a field. */
    record Reorder(String type, String field) implements SchemaStep {

        @Override
        public String kind() {
            return "reorder";
        }

        @Override
        public String effect() {
            return "changes the order inside '%s.%s'".formatted(type, field);
        }
    }

    /** Retires a field with its values. */
    record RetireField(String type, String field, String id, long values) implements SchemaStep {

        @Override
        public String kind() {
            return "retireField";
        }

        @Override
        public String effect() {
            return "retires the field '%s.%s' and removes its %d stored values".formatted(type, field, values);
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

        @Override
        public String effect() {
            return "adds the block type '%s.%s'".formatted(type, field);
        }
    }

    /** Renames a block type. */
    record RenameBlock(String type, String from, String field) implements SchemaStep {

        @Override
        public String kind() {
            return "renameBlock";
        }

        @Override
        public String effect() {
            return "renames the block type '%s.%s' to '%s' and keeps all values".formatted(type, from,
                    field.substring(field.lastIndexOf('.') + 1));
        }
    }

    /** Retires a block type with its elements. */
    record RetireBlock(String type, String field, String id, long values) implements SchemaStep {

        @Override
        public String kind() {
            return "retireBlock";
        }

        @Override
        public String effect() {
            return "retires the block type '%s.%s' and removes its elements from %d entries".formatted(type, field,
                    values);
        }

        @Override
        public boolean destructive() {
            return values > 0;
        }
    }

    /** Changes anything but fields: names, order, views, lists, interactions. */
    record ChangeType(String type) implements SchemaStep {

        @Override
        public String kind() {
            return "changeType";
        }

        @Override
        public String effect() {
            return "changes names, order, views, lists or interactions of '%s'; its published documents are rendered again"
                    .formatted(type);
        }
    }

    /** Adds or removes locales, or changes fallbacks or the order; the first locale is the default. */
    record ChangeLocales(Locales present, Locales wanted, long lost) implements SchemaStep {

        @Override
        public String type() {
            return "";
        }

        @Override
        public String kind() {
            return "changeLocales";
        }

        @Override
        public String effect() {
            return "changes the locales from %s to %s%s".formatted(present.tags(), wanted.tags(),
                    lost == 0 ? "" : "; removes the values of " + lost + " entries");
        }

        @Override
        public boolean destructive() {
            return lost > 0;
        }
    }
}
