package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {

    private static final JavaClasses EDGE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.headrace.edge");
    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("dev.headrace.fixtures");

    @ParameterizedTest
    @EnumSource
    void edgeFollowsTheRule(EdgeRule rule) {
        rule.check(EDGE);
    }

    @ParameterizedTest
    @EnumSource
    void violationsAreReported(EdgeRule rule) {
        assertThat(rule.violations(FIXTURES)).anySatisfy(line -> assertThat(line).contains(rule.violating().getName()));
    }
}
