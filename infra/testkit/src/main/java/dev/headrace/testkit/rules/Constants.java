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

/** The string constants of a class file: literals, fixed parts of concatenations, annotation values. */
public final class Constants {

    private Constants() {}

    /** Matches classes with a string constant in which the pattern is found. */
    public static ArchCondition<JavaClass> contain(Pattern pattern) {
        return new ArchCondition<>("contain a string matching /" + pattern + "/") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                of(type).stream().filter(constant -> pattern.matcher(constant).find())
                        .forEach(constant -> events.add(SimpleConditionEvent.satisfied(type,
                                type.getDescription() + " contains the string \"" + constant + "\"")));
            }
        };
    }

    private static List<String> of(JavaClass type) {
        try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            List<String> constants = new ArrayList<>();
            for (PoolEntry entry : ClassFile.of().parse(file.readAllBytes()).constantPool()) {
                if (entry instanceof Utf8Entry constant) {
                    constants.add(constant.stringValue());
                }
            }
            return constants;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
