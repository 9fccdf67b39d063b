package io.openbell.testkit;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The rules of the house that bytecode can show. A violation is an {@link AssertionError} that names the rule. */
public final class HouseRules {

    /** How a violation of rule 3 is announced. */
    public static final String RULE_3 =
            "House rule 3: kernel and strategies touch no I/O, no wall clock, no threads";

    private static final List<String> FORBIDDEN_PACKAGES =
            List.of("java.io", "java.nio", "java.net", "javax.net", "java.util.concurrent.locks");

    /** Within those packages, what touches nothing: a class, or a whole package. */
    private static final Set<String> HARMLESS = Set.of("java.io.Serializable", "java.nio.charset");

    /** Of java.util.concurrent, what holds values and neither waits nor starts anything. */
    private static final Set<String> CONTAINERS =
            Set.of(
                    "java.util.concurrent.ConcurrentHashMap",
                    "java.util.concurrent.ConcurrentMap",
                    "java.util.concurrent.ConcurrentSkipListMap",
                    "java.util.concurrent.CopyOnWriteArrayList",
                    "java.util.concurrent.atomic");

    private static final Set<String> FORBIDDEN_CLASSES =
            Set.of(
                    "java.lang.Thread",
                    "java.lang.ThreadGroup",
                    "java.lang.ThreadLocal",
                    "java.lang.Process",
                    "java.lang.ProcessBuilder",
                    "java.lang.Runtime",
                    "java.util.Timer",
                    "java.util.TimerTask",
                    "java.util.Calendar",
                    "java.security.SecureRandom");

    private static final Set<String> FORBIDDEN_CALLS =
            Set.of(
                    "java.lang.System.currentTimeMillis",
                    "java.lang.System.nanoTime",
                    "java.lang.System.getenv",
                    "java.lang.System.getProperty",
                    "java.lang.System.exit",
                    "java.lang.Math.random",
                    "java.lang.StrictMath.random",
                    "java.util.UUID.randomUUID",
                    "java.lang.Object.wait",
                    "java.lang.Object.notify",
                    "java.lang.Object.notifyAll");

    private HouseRules() {}

    /**
     * Holds every class of the package and below, tests excluded, against rule 3.
     *
     * @throws AssertionError naming the rule and each violation, or when the package holds no class
     */
    public static void checkRule3(String packageName) {
        rule3().check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages(packageName));
    }

    /**
     * Holds these classes alone against rule 3.
     *
     * @throws AssertionError naming the rule and each violation
     */
    public static void checkRule3(Class<?>... types) {
        JavaClasses classes = new ClassFileImporter().importClasses(types);
        rule3().check(classes);
    }

    private static ArchRule rule3() {
        ArchRule dependencies =
                ArchRuleDefinition.noClasses()
                        .should()
                        .dependOnClassesThat(
                                describe("do I/O or run threads", HouseRules::isBanned));
        ArchRule calls =
                ArchRuleDefinition.noClasses()
                        .should()
                        .callCodeUnitWhere(
                                describe(
                                        "read a clock, chance or the process",
                                        HouseRules::asksTheWorld));
        ArchRule monitors =
                ArchRuleDefinition.methods()
                        .should()
                        .notHaveModifier(JavaModifier.SYNCHRONIZED)
                        .allowEmptyShould(true);
        return CompositeArchRule.of(dependencies).and(calls).and(monitors).as(RULE_3);
    }

    private static <T> DescribedPredicate<T> describe(String description, Predicate<T> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    private static boolean isBanned(JavaClass target) {
        String name = target.getBaseComponentType().getFullName();
        String packageName = target.getBaseComponentType().getPackageName();
        if (HARMLESS.contains(name) || HARMLESS.contains(packageName)) {
            return false;
        }
        if (FORBIDDEN_PACKAGES.stream()
                .anyMatch(
                        banned ->
                                packageName.equals(banned)
                                        || packageName.startsWith(banned + "."))) {
            return true;
        }
        if (packageName.startsWith("java.util.concurrent")) {
            return CONTAINERS.stream()
                    .noneMatch(allowed -> name.equals(allowed) || packageName.equals(allowed));
        }
        return FORBIDDEN_CLASSES.contains(name);
    }

    private static boolean asksTheWorld(JavaCall<?> call) {
        CodeUnitCallTarget target = call.getTarget();
        String owner = target.getOwner().getFullName();
        String method = target.getName();
        boolean withoutArguments = target.getRawParameterTypes().isEmpty();
        if (FORBIDDEN_CALLS.contains(owner + "." + method)) {
            return true;
        }
        if (owner.startsWith("java.time.")) {
            // Instant.now(clock) asks the clock it is given; the clocks of the system are refused
            // here as well.
            boolean ofSystem =
                    withoutArguments
                            || HasName.Utils.namesOf(target.getRawParameterTypes())
                                    .contains("java.time.ZoneId");
            return (method.equals("now") && ofSystem)
                    || (Set.of("java.time.Clock", "java.time.InstantSource").contains(owner)
                            && (method.startsWith("system")
                                    || method.matches("tick(Millis|Seconds|Minutes)")));
        }
        if (method.equals("parallelStream") || method.equals("parallel")) {
            return owner.startsWith("java.util.");
        }
        return method.equals("<init>")
                && withoutArguments
                && Set.of("java.util.Random", "java.util.SplittableRandom", "java.util.Date")
                        .contains(owner);
    }
}
