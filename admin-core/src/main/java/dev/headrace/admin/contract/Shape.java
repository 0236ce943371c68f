package dev.headrace.admin.contract;

import dev.headrace.admin.schema.ScalarShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What a member of a JSON object can be, in terms that every language of clients has. */
sealed interface Shape {

    /** A value without further structure. */
    record Scalar(ScalarShape kind) implements Shape {}

    /** A number of events or documents. */
    record Count() implements Shape {}

    /**
     * One of some texts.
     *
     * @param open whether documents may also have texts that an earlier model allowed
     */
    record Choice(List<String> values, boolean open) implements Shape {
        public Choice {
            values = List.copyOf(values);
        }
    }

    /** An object with a name. */
    record Named(String name) implements Shape {}

    /**
     * One of some objects.
     *
     * @param member the member that tells them apart
     * @param objects their names, by its value
     */
    record OneOf(String member, SequencedMap<String, String> objects) implements Shape {
        public OneOf {
            objects = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(objects));
        }
    }

    record ListOf(Shape element) implements Shape {}

    record OrNull(Shape shape) implements Shape {}
}
