package keyturn.server;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;

/** The rules that keep the server what {@code ARCHITECTURE.md} says it is. */
@AnalyzeClasses(packages = "keyturn", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PLATFORM = {
    "keyturn.server.websocket..", "keyturn.server.persistence..", "keyturn.server.wiring.."
  };

  @ArchTest
  static final ArchRule DOMAIN_IS_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAPackage("keyturn.server..")
          .and()
          .resideOutsideOfPackages(PLATFORM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "org.eclipse..")
          .because("use cases are tested without a server and outlive the platform");

  @ArchTest
  static final ArchRule DOMAIN_DOES_NOT_KNOW_THE_RIM =
      noClasses()
          .that()
          .resideInAPackage("keyturn.server..")
          .and()
          .resideOutsideOfPackages(PLATFORM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PLATFORM)
          .because("the platform depends on the use cases, not they on it");

  @ArchTest
  static final ArchRule ONLY_WIRING_KNOWS_WIRING =
      noClasses()
          .that()
          .resideOutsideOfPackages("keyturn.server.wiring..", "keyturn.server.websocket..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("keyturn.server.wiring..")
          .because("settings and parts are handed in");

  @ArchTest
  static final ArchRule NO_PRIVATE_CONVERSATIONS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("keyturn.mls..", "keyturn.client..")
          .because("the server cannot read private conversations");

  @ArchTest
  static final ArchRule CIPHERS_ARE_IN_CRYPTO =
      noClasses()
          .that()
          .resideOutsideOfPackage("keyturn.crypto..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.crypto..", "org.bouncycastle..")
          .because("one module is read by whoever reads the cryptography");

  @ArchTest
  static final ArchRule CLOCKS_AND_RANDOM_ARE_HANDED_IN =
      noClasses()
          .that()
          .resideInAPackage("keyturn.server..")
          .and()
          .resideOutsideOfPackage("keyturn.server.wiring..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callConstructor(SecureRandom.class)
          .because("tests set the time, and wiring shows where randomness comes from");

  @ArchTest
  static final ArchRule BYTES_ARE_COMPARED_IN_CONSTANT_TIME =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("keyturn.crypto.Bytes")
          .should()
          .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
          .because("a tag or token compared byte by byte tells how much of it was right");

  @ArchTest static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule NO_STACK_TRACES_ARE_PRINTED =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(resideInAPackage("java.lang.."))).and(target(name("printStackTrace"))))
          .because("exceptions quote what users sent");

  @ArchTest
  static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS =
      noFields()
          .should()
          .beAnnotatedWith("jakarta.inject.Inject")
          .because("a constructor says what a class needs");

  @ArchTest
  static final ArchRule ENTITIES_STAY_IN_PERSISTENCE =
      classes()
          .that()
          .areAnnotatedWith("jakarta.persistence.Entity")
          .should()
          .bePackagePrivate()
          .andShould()
          .haveSimpleNameEndingWith("Row")
          .because("rows are not domain objects");

  @ArchTest
  static final ArchRule STATE_OF_ENTITIES_IS_PRIVATE =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith("jakarta.persistence.Entity")
          .and()
          .areNotStatic()
          .should()
          .bePrivate()
          .because("a public field of a managed bean stops the deployment");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("keyturn.server.(*)..").should().beFreeOfCycles();
}
