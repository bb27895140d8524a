package io.rollcall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The rules hold for the program, and each of them finds the violation that is planted below {@code planted}. */
class ArchitectureTest {
    private static final String PROGRAM = "io.rollcall";
    private static final String PLANTED = "io.rollcall.architecture.planted";

    private static final JavaClasses PROGRAM_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PROGRAM);
    private static final JavaClasses PLANTED_CLASSES = new ClassFileImporter().importPackages(PLANTED);

    @Test
    void packages_are_free_of_cycles() {
        enforced(Rules::noCycles, "check -> ", "Slice integration");
    }

    @Test
    void features_know_each_other_in_one_direction() {
        List<ArchRule> rules = new Rules(PROGRAM).oneDirection();
        rules.forEach(rule -> rule.check(PROGRAM_CLASSES));

        assertThat(new Rules(PLANTED)
                        .oneDirection().stream()
                                .flatMap(rule ->
                                        rule.evaluate(PLANTED_CLASSES).getFailureReport().getDetails().stream()))
                .anyMatch(violation -> violation.contains("integration.KnowsCheck"));
    }

    @Test
    void features_do_not_know_who_uses_them() {
        enforced(Rules::featuresDoNotKnowTheirUse, "judge.KnowsWeb");
    }

    @Test
    void features_do_not_know_camel() {
        enforced(Rules::featuresDoNotKnowCamel, "judge.KnowsCamel");
    }

    @Test
    void sql_stays_in_stores() {
        enforced(Rules::sqlStaysInStores, "judge.KnowsSql");
    }

    @Test
    void names_say_what_a_class_is() {
        enforced(Rules::namesSayWhatAClassIs, "judge.VerdictHelper");
    }

    @Test
    void no_state_is_static() {
        enforced(Rules::noStaticState, "judge.VerdictHelper.count");
    }

    @Test
    void every_package_says_what_it_is_for() {
        enforced(Rules::everyPackageSaysWhatItIsFor, "judge.KnowsSql");
    }

    private static void enforced(Function<Rules, ArchRule> rule, String... found) {
        rule.apply(new Rules(PROGRAM)).allowEmptyShould(true).check(PROGRAM_CLASSES);

        assertThat(rule.apply(new Rules(PLANTED))
                        .evaluate(PLANTED_CLASSES)
                        .getFailureReport()
                        .toString())
                .contains(found);
    }
}
