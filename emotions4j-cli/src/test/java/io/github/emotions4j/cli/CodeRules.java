package io.github.emotions4j.cli;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions of {@link ArchitectureTest} that ArchUnit does not have. */
final class CodeRules {

    private static final Pattern MODULE = Pattern.compile("io\\.github\\.emotions4j\\.(\\w+)(\\..+)?");

    /** All modules may use the internal packages of core, which have the code that they share. */
    private static final String SHARED_MODULE = "core";

    private static final List<String> OPTIONALS = List.of(
            Optional.class.getName(),
            OptionalInt.class.getName(),
            OptionalLong.class.getName(),
            OptionalDouble.class.getName());

    private CodeRules() {}

    /** A module is the segment after {@code io.github.emotions4j} in the name of a package. */
    static ArchCondition<JavaClass> useInternalPackagesOfTheirModuleOnly() {
        return new ArchCondition<>("use internal packages of their own module, or of core, only") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                user.getDirectDependenciesFromSelf().stream()
                        .filter(CodeRules::isForeignInternal)
                        .map(use -> SimpleConditionEvent.violated(use, use.getDescription()))
                        .forEach(events::add);
            }
        };
    }

    /** Records may have optional components, so their canonical constructors are exempt. */
    static ArchCondition<JavaCodeUnit> haveNoOptionalParameter() {
        return new ArchCondition<>("have no parameter of an Optional type") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                boolean optional =
                        unit.getRawParameterTypes().stream().anyMatch(type -> OPTIONALS.contains(type.getName()));
                if (optional && !isGenerated(unit) && !isCanonical(unit)) {
                    events.add(
                            SimpleConditionEvent.violated(unit, unit.getDescription() + " has an optional parameter"));
                }
            }
        };
    }

    private static boolean isForeignInternal(Dependency use) {
        String target = use.getTargetClass().getPackageName();
        return Arrays.asList(target.split("\\.")).contains("internal")
                && module(target)
                        .filter(owner -> !owner.equals(SHARED_MODULE))
                        .filter(owner ->
                                !module(use.getOriginClass().getPackageName()).equals(Optional.of(owner)))
                        .isPresent();
    }

    private static Optional<String> module(String packageName) {
        Matcher matcher = MODULE.matcher(packageName);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The compiler turns lambdas into synthetic methods. */
    private static boolean isGenerated(JavaCodeUnit unit) {
        return unit.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isCanonical(JavaCodeUnit unit) {
        return unit instanceof JavaConstructor
                && unit.getOwner().isRecord()
                && componentTypes(unit.getOwner())
                        .equals(unit.getRawParameterTypes().stream()
                                .map(JavaClass::getName)
                                .toList());
    }

    private static List<String> componentTypes(JavaClass owner) {
        return Arrays.stream(owner.reflect().getRecordComponents())
                .map(RecordComponent::getType)
                .map(Class::getName)
                .toList();
    }
}
