package io.rollcall.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** What the packages below a root may know of each other, and what no class may be. */
record Rules(String root) {
    /** Packages that put the features to work. Every other package is a feature and knows none of them. */
    private static final List<String> OUTER = List.of("app", "camel", "cli", "demo", "web");

    /** Features, and the features that they must not know. */
    private static final Map<String, List<String>> UNKNOWN_TO = Map.ofEntries(
            Map.entry(
                    "spelling",
                    List.of("integration", "check", "probe", "judge", "store", "condition", "alert", "notify")),
            Map.entry("store", List.of("integration", "check", "probe", "judge", "condition", "alert", "notify")),
            Map.entry("condition", List.of("integration", "check", "probe", "judge", "store", "alert", "notify")),
            Map.entry("integration", List.of("check", "probe", "judge", "alert", "notify")),
            Map.entry("check", List.of("probe", "judge", "alert", "notify")),
            Map.entry("probe", List.of("judge", "alert", "notify")),
            Map.entry("judge", List.of("probe", "alert", "notify")),
            Map.entry("alert", List.of("probe", "notify")),
            Map.entry("mute", List.of("probe", "notify")),
            Map.entry("calendar", List.of("integration", "check", "judge", "alert", "mute", "notify", "store")),
            Map.entry("notify", List.of("probe")),
            Map.entry("group", List.of("probe", "notify")),
            Map.entry("incoming", List.of("probe", "notify", "group", "mute")));

    ArchRule noCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    List<ArchRule> oneDirection() {
        return UNKNOWN_TO.entrySet().stream()
                .<ArchRule>map(feature -> noClasses()
                        .that()
                        .resideInAPackage(below(feature.getKey()))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages(feature.getValue()))
                        .allowEmptyShould(true))
                .toList();
    }

    ArchRule featuresDoNotKnowTheirUse() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(OUTER))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(OUTER));
    }

    ArchRule featuresDoNotKnowCamel() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(OUTER))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..");
    }

    ArchRule sqlStaysInStores() {
        return noClasses()
                .that(describe(
                        "are no stores",
                        type -> !outermost(type).getSimpleName().endsWith("Store")))
                .and()
                .resideOutsideOfPackages(packages(List.of("app", "probe", "store")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..");
    }

    ArchRule namesSayWhatAClassIs() {
        return noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Processor)");
    }

    ArchRule noStaticState() {
        return fields().that().areStatic().should().beFinal();
    }

    ArchRule everyPackageSaysWhatItIsFor() {
        return classes().should(new ArchCondition<>("reside in a @NullMarked package with package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                boolean said = home.tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                events.add(new SimpleConditionEvent(type, said, type.getName() + " in " + home.getName()));
            }
        });
    }

    private String[] packages(List<String> names) {
        return names.stream().map(this::below).toArray(String[]::new);
    }

    private String below(String name) {
        return root + "." + name + "..";
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Rules::outermost).orElse(type);
    }
}
