package io.github.emotions4j.onnx;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CancellationException;

/** The scheduling of texts knows no model, and the pipeline of a text knows no threads. */
@AnalyzeClasses(packages = "io.github.emotions4j.onnx", importOptions = ImportOption.DoNotIncludeTests.class)
class OnnxArchitectureTest {

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.github.emotions4j.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule schedulingKnowsTextsAndScoresOnly = classes()
            .that()
            .resideInAPackage("..onnx.internal.scheduling..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "..onnx.internal.scheduling..", "io.github.emotions4j.core..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule thePipelineKnowsNoThreads = noClasses()
            .that()
            .resideInAPackage("..onnx.internal.inference..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("java.util.concurrent..").and(not(equivalentTo(CancellationException.class))))
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("..onnx.internal.scheduling..", "..onnx.internal.runtime..", "ai.onnxruntime..");

    @ArchTest
    static final ArchRule onnxRuntimeStaysInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("..onnx.internal.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");
}
