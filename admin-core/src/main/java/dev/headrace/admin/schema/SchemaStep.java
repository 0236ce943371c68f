package dev.headrace.admin.schema;

/** One step from the present model to the wanted one. */
sealed interface SchemaStep {

    String type();

    /** The word for it in the API. */
    String kind();

    /** What it does to the API and to stored entries, as a sentence. */
    String effect();

    /** Whether stored values are lost. */
    default boolean destructive() {
        return false;
    }

    /** The field that it is about; empty for steps about a whole type. */
    default String field() {
        return "";
    }

    /** A type appears. */
    record AddType(ContentType wanted) implements SchemaStep {

        @Override
        public String type() {
            return wanted.name();
        }

        @Override
        public String kind() {
            return "addType";
        }

        @Override
        public String effect() {
            return "adds the type '%s' with %d fields".formatted(type(), wanted.fields().size());
        }
    }

    /** A type that the file does not name goes, with all its entries. */
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

    /** A field appears. */
    record AddField(String type, Field wanted) implements SchemaStep {

        @Override
        public String kind() {
            return "addField";
        }

        @Override
        public String field() {
            return wanted.name();
        }

        @Override
        public String effect() {
            return "adds the field '%s.%s' (%s), empty in present entries".formatted(type, field(),
                    wanted.type().keyword());
        }
    }

    /** A field is called otherwise from now on. */
    record RenameField(String type, String from, String to) implements SchemaStep {

        @Override
        public String kind() {
            return "renameField";
        }

        @Override
        public String field() {
            return to;
        }

        @Override
        public String effect() {
            return "renames the field '%s.%s' to '%s' and keeps every value".formatted(type, from, to);
        }
    }

    /** A field is of another type from now on, and its values do not fit it. */
    record ReplaceField(String type, Field present, Field wanted, long values) implements SchemaStep {

        @Override
        public String kind() {
            return "replaceField";
        }

        @Override
        public String field() {
            return wanted.name();
        }

        @Override
        public String effect() {
            return "makes the field '%s.%s' %s instead of %s and removes its %d stored values".formatted(type, field(),
                    wanted.type().keyword(), present.type().keyword(), values);
        }

        @Override
        public boolean destructive() {
            return values > 0;
        }
    }

    /** A field's options change and its values stay. */
    record ChangeField(String type, Field present, Field wanted) implements SchemaStep {

        @Override
        public String kind() {
            return "changeField";
        }

        @Override
        public String field() {
            return wanted.name();
        }

        @Override
        public String effect() {
            return "changes options of the field '%s.%s'; stored values stay and are checked when they are next saved"
                    .formatted(type, field());
        }

        boolean becomesUnique() {
            return wanted.unique() && !present.unique();
        }

        boolean ceasesToBeUnique() {
            return present.unique() && !wanted.unique();
        }
    }

    /** A field goes, with its values. */
    record RetireField(String type, String field, long values) implements SchemaStep {

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

    /** What is not about a field changes: names, order, views, lists, interactions. */
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
}
