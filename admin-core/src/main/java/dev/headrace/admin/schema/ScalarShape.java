package dev.headrace.admin.schema;

import dev.headrace.model.PublishedModel;

/** What a value is in documents and in the API's JSON, for descriptions of both. */
public enum ScalarShape {
    TEXT, MARKDOWN, NUMBER, BOOLEAN,
    /** RFC 3339, in UTC. */
    TIME,
    /** An absolute URL. */
    URL,
    /** An address for mail. */
    EMAIL,
    /** One of {@link Field#choices}. Documents may also have values that were possible in an earlier model. */
    CHOICE;

    /** What the values of conditions on a field are; texts for references. */
    public static ScalarShape of(PublishedModel.Field field) {
        return switch (field.kind()) {
            case TEXT, REFERENCE -> TEXT;
            case NUMBER -> NUMBER;
            case BOOLEAN -> BOOLEAN;
            case DATETIME -> TIME;
        };
    }

    static ScalarShape of(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Text _,Scalar.Slug _ -> TEXT;
            case Scalar.Markdown _ -> MARKDOWN;
            case Scalar.Numeric _ -> NUMBER;
            case Scalar.Bool _ -> BOOLEAN;
            case Scalar.DateTime _ -> TIME;
            case Scalar.Url _ -> URL;
            case Scalar.Email _ -> EMAIL;
            case Scalar.Enumeration _ -> CHOICE;
        };
    }
}
