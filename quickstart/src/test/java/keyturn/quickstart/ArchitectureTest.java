package keyturn.quickstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "keyturn.quickstart", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule cryptographyComesFromTheCryptoModule =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.crypto..", "org.bouncycastle..");

  @ArchTest
  static final ArchRule platformRunsInAProcessOfItsOwn =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "fish.payara..")
          .because("the quick start starts Payara Micro as an administrator does");
}
