package keyturn.crypto;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;

@AnalyzeClasses(packages = "keyturn", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packageIsFlat =
      classes()
          .should()
          .resideInAPackage("keyturn.crypto")
          .because("helpers are package-private, and sub-packages would make them public");

  @ArchTest
  static final ArchRule dependsOnJdkAndBouncyCastleOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "keyturn.crypto", "java..", "javax.crypto..", "org.bouncycastle..", "org.jspecify..")
          .because("everything else stands on this module");

  @ArchTest
  static final ArchRule noProvider =
      noClasses()
          .should()
          .callMethod(Security.class, "addProvider", java.security.Provider.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bouncycastle.jce..", "org.bouncycastle.jcajce..")
          .because("a provider registered by a WAR leaks its class loader");

  @ArchTest
  static final ArchRule algorithmsAreFoundInOnePlace =
      noClasses()
          .that()
          .doNotHaveSimpleName("Jca")
          .should()
          .callMethod(Cipher.class, "getInstance", String.class)
          .orShould()
          .callMethod(Mac.class, "getInstance", String.class)
          .orShould()
          .callMethod(MessageDigest.class, "getInstance", String.class)
          .orShould()
          .callMethod(Signature.class, "getInstance", String.class)
          .orShould()
          .callMethod(KeyFactory.class, "getInstance", String.class)
          .because("Jca says what a missing algorithm means");

  @ArchTest
  static final ArchRule randomIsPassedIn =
      noClasses()
          .should()
          .callConstructor(SecureRandom.class)
          .orShould()
          .callConstructor(Random.class)
          .because("who wires the program decides where its randomness comes from");

  @ArchTest
  static final ArchRule bytesAreComparedInConstantTime =
      noClasses()
          .that()
          .doNotHaveSimpleName("Bytes")
          .should()
          .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
          .because("which byte differs must not be told by time");

  @ArchTest static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
