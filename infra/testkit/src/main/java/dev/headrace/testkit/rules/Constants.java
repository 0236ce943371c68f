package dev.headrace.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The texts in a class file: literals, the fixed parts of concatenations, values of annotations. */
public final class Constants {

    private Constants() {}

    /** Met by classes with a text that contains a match of the pattern, such as a statement or the name of a key. */
    public static ArchCondition<JavaClass> contain(Pattern pattern) {
        return new ArchCondition<>("contain the text /" + pattern + "/") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                of(type).stream().filter(text -> pattern.matcher(text).find())
                        .forEach(text -> events.add(SimpleConditionEvent.satisfied(type,
                                type.getDescription() + " contains the text \"" + text + "\"")));
            }
        };
    }

    private static List<String> of(JavaClass type) {
        try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            List<String> texts = new ArrayList<>();
            for (PoolEntry entry : ClassFile.of().parse(file.readAllBytes()).constantPool()) {
                if (entry instanceof Utf8Entry text) {
                    texts.add(text.stringValue());
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
