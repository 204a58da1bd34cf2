package keyturn.desktop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import keyturn.client.KeyturnClient;

@AnalyzeClasses(packages = "keyturn.desktop", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule viewModelsDoNotKnowWhatTheyLookLike =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("ViewModel")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javafx.scene..", "javafx.stage..", "javafx.application..", "javafx.animation..")
          .because("what the window does is tested without a toolkit");

  @ArchTest
  static final ArchRule onlyTheCompositionRootKnowsTheRealClient =
      noClasses()
          .that()
          .doNotHaveSimpleName("DesktopApp")
          .and()
          .doNotHaveSimpleName("LibraryClient")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(KeyturnClient.class);

  @ArchTest
  static final ArchRule nothingBlocksTheWindow =
      noClasses()
          .that()
          .doNotHaveSimpleName("DesktopApp")
          .and()
          .doNotHaveSimpleName("DesktopOptions")
          .and()
          // Only takes an address apart.
          .doNotHaveSimpleName("WebLink")
          .and()
          .resideOutsideOfPackage("keyturn.desktop.local..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..",
              "java.nio.file..",
              "java.nio.channels..",
              "java.sql..",
              "javax.crypto..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(File.class)
          .because("files, network and cryptography are the client library's, on its own threads");

  @ArchTest
  static final ArchRule onlyTheCompositionRootKnowsThisComputer =
      noClasses()
          .that()
          .resideOutsideOfPackage("keyturn.desktop.local..")
          .and()
          .doNotHaveSimpleName("DesktopApp")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("keyturn.desktop.local..")
          .because("what is there blocks; the root hands it to the background");

  @ArchTest
  static final ArchRule timeAndChanceArePassedIn =
      noClasses()
          .that()
          .doNotHaveSimpleName("DesktopApp")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callConstructor(SecureRandom.class)
          .because("tests pass known ones");

  @ArchTest
  static final ArchRule workflowsDoNotGoInCircles =
      slices().matching("keyturn.desktop.(*)..").should().beFreeOfCycles();
}
