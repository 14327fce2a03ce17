package openencoder.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Which packages may use which; a rule that breaks says because of what it stands. */
class ArrowsTest {
    private static final String[] RULES = {
        "openencoder.account..",
        "openencoder.encoding..",
        "openencoder.fleet..",
        "openencoder.job..",
        "openencoder.machine..",
        "openencoder.media..",
        "openencoder.output..",
        "openencoder.page..",
        "openencoder.plan..",
        "openencoder.preset..",
        "openencoder.refusal..",
        "openencoder.roster..",
        "openencoder.store.."
    };
    private static final List<String> FUNCTIONS =
            List.of(
                    "openencoder.auth..",
                    "openencoder.jobs..",
                    "openencoder.machines..",
                    "openencoder.presets..",
                    "openencoder.sweeper..");
    private static final String[] ON_A_LAPTOP = {
        "openencoder.cloud..", "openencoder.local..", "openencoder.cli.."
    };
    private static final String[] WITHOUT_EMULATORS = {
        "openencoder.cli.admin..", "openencoder.cli.artifacts..", "openencoder.cli.deployed.."
    };
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .importPaths(
                            Modules.ofTheProduct().stream()
                                    .map(module -> module.resolve("target/classes"))
                                    .filter(Files::isDirectory)
                                    .toList());

    static Stream<ArchRule> rules() {
        return Stream.concat(
                Stream.of(
                        classes()
                                .that()
                                .resideInAnyPackage(RULES)
                                .should()
                                .onlyDependOnClassesThat(
                                        resideInAnyPackage(RULES)
                                                .or(resideInAnyPackage("java..", "org.jspecify..")))
                                .because("the rules are plain Java that anything may use"),
                        noClasses()
                                .that()
                                .resideInAPackage("openencoder.web..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("openencoder.aws..", "software.amazon..")
                                .because("what HTTP is and where things are kept change apart"),
                        noClasses()
                                .that()
                                .resideInAPackage("openencoder.aws..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("openencoder.web..", "org.springframework..")
                                .because("the worker uses it, too, and has no HTTP"),
                        noClasses()
                                .that()
                                .resideInAPackage("openencoder.worker..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("openencoder.web..", "org.springframework..")
                                .because("a worker on a rented machine has no HTTP API"),
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(ON_A_LAPTOP)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(ON_A_LAPTOP)
                                .because("the product runs without the laptop around it"),
                        classes()
                                .that()
                                .resideInAPackage("openencoder.cloud..")
                                .should()
                                .onlyDependOnClassesThat(
                                        resideInAPackage("openencoder.cloud..")
                                                .or(resideOutsideOfPackage("openencoder..")))
                                .because("AWS and DigitalOcean know nothing of what runs there"),
                        noClasses()
                                .that()
                                .resideInAPackage("openencoder.local..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("openencoder.cli..")
                                .because("tests and benchmarks start the system without commands"),
                        noClasses()
                                .that()
                                .resideInAnyPackage(WITHOUT_EMULATORS)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "openencoder.cloud.aws..",
                                        "openencoder.cloud.digitalocean..",
                                        "openencoder.cloud.faults..",
                                        "openencoder.cloud.iam..",
                                        "openencoder.local.stack..")
                                .because("commands for a deployed stack start no emulator"),
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(
                                        "openencoder.worker.bundled..",
                                        "openencoder.worker.sandbox..",
                                        "openencoder.cloud.digitalocean.host..",
                                        "openencoder.local..",
                                        "openencoder.cli..")
                                .should()
                                .dependOnClassesThat()
                                .belongToAnyOf(ProcessBuilder.class)
                                .because("a child process has one owner"),
                        slices().matching("openencoder.(**)")
                                .should()
                                .beFreeOfCycles()
                                .because("a package is understood without those that use it"),
                        noClasses()
                                .should()
                                .callMethod(Instant.class, "now")
                                .because("time is a parameter, so that tests can tick it"),
                        noClasses()
                                .that()
                                .haveSimpleNameNotEndingWith("Main")
                                .and()
                                .haveSimpleNameNotEndingWith("Lambda")
                                .and(
                                        resideOutsideOfPackages(
                                                "openencoder.cloud.digitalocean.host..",
                                                "openencoder.local..",
                                                "openencoder.cli.."))
                                .should()
                                .callMethod(System.class, "getenv")
                                .because("a program reads its environment once, where it starts")),
                FUNCTIONS.stream().map(ArrowsTest::aloneAmongFunctions));
    }

    private static ArchRule aloneAmongFunctions(String function) {
        var others = FUNCTIONS.stream().filter(other -> !other.equals(function));
        return noClasses()
                .that()
                .resideInAPackage(function)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.toArray(String[]::new))
                .because("each function is deployed by itself");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_arrows_hold(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void every_module_is_looked_at() {
        Stream.concat(FUNCTIONS.stream(), Stream.of(RULES))
                .map(each -> each.replace("..", ""))
                .forEach(
                        each ->
                                assertThat(CLASSES.stream())
                                        .as(each)
                                        .anyMatch(seen -> seen.getPackageName().startsWith(each)));
    }
}
