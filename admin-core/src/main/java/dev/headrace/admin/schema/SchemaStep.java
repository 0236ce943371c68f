package dev.headrace.admin.schema;

/**
 * One step from the present model to the wanted one.
 *
 * <p>The path of a nested field has the names of the fields and blocks around it, such as {@code parts.quote.text}.
 */
sealed interface SchemaStep {

    /** The type's name; empty for what concerns the whole model. */
    String type();

    /** The step's name in the API. */
    String kind();

    /** What it does to the API and to stored entries, as a sentence. */
    String effect();

    /** Whether stored values are lost. */
    default boolean destructive() {
        return false;
    }

    /** The path of the field that is concerned; empty for steps about a whole type. */
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
            return "adds the field '%s.%s' (%s), empty in present entries".formatted(type, field, keyword);
        }
    }

    /** Renames a field; its values stay as they are stored. */
    record RenameField(String type, String from, String field) implements SchemaStep {

        @Override
        public String kind() {
            return "renameField";
        }

        @Override
        public String effect() {
            return "renames the field '%s.%s' to '%s' and keeps every value".formatted(type, from,
                    field.substring(field.lastIndexOf('.') + 1));
        }
    }

    /** Replaces a field by one of another type, which its values do not fit. The new field has another id. */
    record ReplaceField(String type, String field, String id, String present, String wanted, long values)
            implements
                SchemaStep {

        @Override
        public String kind() {
            return "replaceField";
        }

        @Override
        public String effect() {
            return "makes the field '%s.%s' %s instead of %s and removes its %d stored values".formatted(type, field,
                    wanted, present, values);
        }

        @Override
        public boolean destructive() {
            return values > 0;
        }
    }

    /**
     * Changes a field's options. Its values stay, unless locales that had values of their own get one in common.
     *
     * @param unfit how many entries have a value that the changed field no longer allows
     * @param lost how many entries have a value in some locale that another locale's value replaces
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
                    ? "stored values stay and are checked when they are next changed or published"
                    : "%d entries have a value that it no longer allows: the values stay and must be changed before the entries are published again"
                            .formatted(unfit))
                    + (lost == 0
                            ? ""
                            : "; all locales get the value of the first one, by which %d entries lose values"
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
            return "changes the order of what is in '%s.%s'".formatted(type, field);
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
            return "renames the block type '%s.%s' to '%s' and keeps every value".formatted(type, from,
                    field.substring(field.lastIndexOf('.') + 1));
        }
    }

    /** Retires a block type with the elements that have it. */
    record RetireBlock(String type, String field, String id, long values) implements SchemaStep {

        @Override
        public String kind() {
            return "retireBlock";
        }

        @Override
        public String effect() {
            return "retires the block type '%s.%s', of which %d entries have elements".formatted(type, field, values);
        }

        @Override
        public boolean destructive() {
            return values > 0;
        }
    }

    /** Changes what is not about a field: names, order, views, lists, interactions. */
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

    /** Adds a locale, removes one, or changes fallbacks or the order, of which the first is the default. */
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
