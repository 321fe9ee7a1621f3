package io.github.emotions4j.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The allowed dependencies between modules and packages, over all modules that the command line uses. */
@AnalyzeClasses(
        packages = "io.github.emotions4j",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeFixtures.class})
class ArchitectureTest {

    /** The fixtures are test code in a module of their own. */
    static final class DoNotIncludeFixtures implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("io/github/emotions4j/fixtures/");
        }
    }

    @ArchTest
    static final ArchRule modulesAreFreeOfCycles =
            slices().matching("io.github.emotions4j.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule internalPackagesStayInTheirModules =
            classes().should(CodeRules.useInternalPackagesOfTheirModuleOnly());

    @ArchTest
    static final ArchRule packagesOfTheCommandLineAreFreeOfCycles =
            slices().matching("io.github.emotions4j.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheRootOfTheCommandLineUsesItself = noClasses()
            .that()
            .resideInAPackage("io.github.emotions4j.cli.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.emotions4j.cli");

    @ArchTest
    static final ArchRule streamsAndFormatsDoNotKnowTheCommands = noClasses()
            .that()
            .resideInAnyPackage("..cli.console..", "..cli.input..", "..cli.output..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.emotions4j.cli", "..cli.command..", "..cli.option..");

    @ArchTest
    static final ArchRule packagesOfEvaluationAreFreeOfCycles =
            slices().matching("io.github.emotions4j.evaluation.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfExportAreFreeOfCycles =
            slices().matching("io.github.emotions4j.export.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfOnnxAreFreeOfCycles =
            slices().matching("io.github.emotions4j.onnx.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule internalPackagesOfOnnxAreFreeOfCycles = slices().matching(
                    "io.github.emotions4j.onnx.internal.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule parametersAreNotOptional = codeUnits().should(CodeRules.haveNoOptionalParameter());

    @ArchTest
    static final ArchRule coreUsesNothingElse = noClasses()
            .that()
            .resideInAPackage("io.github.emotions4j.core..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("io.github.emotions4j.core..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule hubUsesCoreAndModelFolderAlone = noClasses()
            .that()
            .resideInAPackage("io.github.emotions4j.hub..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.github.emotions4j.hub..",
                    "io.github.emotions4j.core..",
                    "io.github.emotions4j.modelfolder..",
                    "com.fasterxml.jackson..",
                    "java..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsTheHub = noClasses()
            .that()
            .resideOutsideOfPackages("io.github.emotions4j.cli..", "io.github.emotions4j.hub..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.emotions4j.hub..");

    @ArchTest
    static final ArchRule onnxRuntimeStaysInItsModule = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.emotions4j.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule jettyStaysInTheServer = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.emotions4j.server.internal.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule packagesOfTheServerAreFreeOfCycles = slices().matching(
                    "io.github.emotions4j.server.internal.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule libtorchStaysInTraining = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.emotions4j.training..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule onnxGraphsAreReadInEncodersAndWrittenInExport = noClasses()
            .that()
            .resideOutsideOfPackages("io.github.emotions4j.encoders..", "io.github.emotions4j.export..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnx.proto..", "com.google.protobuf..");

    @ArchTest
    static final ArchRule librariesDoNotKnowTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.emotions4j.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.emotions4j.cli..", "picocli..");

    @ArchTest
    static final ArchRule chartsAreDrawnInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.emotions4j.evaluation.plot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.knowm.xchart..");
}
