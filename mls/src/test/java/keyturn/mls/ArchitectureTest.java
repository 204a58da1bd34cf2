package keyturn.mls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

@AnalyzeClasses(packages = "keyturn.mls", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnCryptoOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("keyturn.mls..", "keyturn.crypto", "java..", "org.jspecify..")
          .because("who audits private conversations reads two modules");

  @ArchTest
  static final ArchRule randomAndClockArePassedIn =
      noClasses()
          .should()
          .callConstructor(SecureRandom.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("the application decides where randomness and time come from");

  @ArchTest
  static final ArchRule bytesAreComparedInConstantTime =
      noClasses()
          .should()
          .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
          .because("which byte differs must not be told by time");

  @ArchTest
  static final ArchRule noCycles = slices().matching("keyturn.mls.(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
