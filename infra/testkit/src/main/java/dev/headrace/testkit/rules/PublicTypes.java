package dev.headrace.testkit.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.stream.Stream;

/** Types are package-private unless another package uses them. */
public final class PublicTypes {

    private static final DescribedPredicate<JavaClass> MAIN = DescribedPredicate.describe("have a main method",
            type -> type.tryGetMethod("main", String[].class).isPresent());

    private PublicTypes() {}

    /**
     * A public type is used in another package, or occurs in the signature of a public method or constructor of a public
     * type.
     *
     * @param usedByTests types that are used in other packages by tests only
     */
    public static ArchRule areNeededElsewhere(Class<?>... usedByTests) {
        return classes().that().arePublic().and().areTopLevelClasses().and(not(MAIN)).and()
                .doNotBelongToAnyOf(usedByTests).should(beUsedElsewhere());
    }

    private static ArchCondition<JavaClass> beUsedElsewhere() {
        return new ArchCondition<>("be used by another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, isUsedElsewhere(type) || isPartOfAnApi(type),
                        type.getDescription() + " is public, but no other package uses it"));
            }
        };
    }

    private static boolean isUsedElsewhere(JavaClass type) {
        return withNested(type).flatMap(part -> part.getDirectDependenciesToSelf().stream())
                .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
    }

    private static boolean isPartOfAnApi(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(owner -> !owner.equals(type) && owner.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(owner -> owner.getCodeUnits().stream())
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(PublicTypes::signature).anyMatch(type::equals);
    }

    private static Stream<JavaClass> signature(JavaCodeUnit unit) {
        return Stream.of(unit.getReturnType().getAllInvolvedRawTypes().stream(),
                unit.getParameterTypes().stream().flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream()),
                unit.getExceptionTypes().stream()).flatMap(types -> types);
    }

    private static Stream<JavaClass> withNested(JavaClass type) {
        return type.getPackage().getClasses().stream().filter(part -> outermost(part).equals(type));
    }

    private static JavaClass outermost(JavaClass type) {
        Optional<JavaClass> enclosing = type.getEnclosingClass();
        return enclosing.isEmpty() ? type : outermost(enclosing.get());
    }
}
