package keyturn.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;

@AnalyzeClasses(packages = "keyturn.client", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule noUserInterface =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..")
          .because("desktop, console, bots and load test share this library");

  @ArchTest
  static final ArchRule noServer =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("keyturn.server..");

  @ArchTest
  static final ArchRule cryptographyComesFromTheCryptoModule =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.crypto..", "org.bouncycastle..");

  @ArchTest
  static final ArchRule onlyTheVaultKnowsTheDatabase =
      noClasses()
          .that()
          .resideOutsideOfPackage("keyturn.client.vault")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.h2..");

  @ArchTest
  static final ArchRule onlyTheLinkKnowsTheNetwork =
      noClasses()
          .that()
          .resideOutsideOfPackages("keyturn.client.link", "keyturn.client")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "javax.net..");

  @ArchTest
  static final ArchRule linkTrustVaultAndOutboxDoNotKnowTheSession =
      noClasses()
          .that()
          .resideInAnyPackage(
              "keyturn.client.link",
              "keyturn.client.trust",
              "keyturn.client.vault",
              "keyturn.client.outbox")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("keyturn.client.session");

  @ArchTest
  static final ArchRule timeIsPassedIn =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule nothingIsPrinted =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule secretsAreNotComparedByteByByte =
      noClasses().should().callMethod(Arrays.class, "equals", byte[].class, byte[].class);
}
