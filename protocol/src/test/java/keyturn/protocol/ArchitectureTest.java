package keyturn.protocol;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

@AnalyzeClasses(packages = "keyturn.protocol", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule cryptographyComesFromTheCryptoModule =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.crypto..", "org.bouncycastle..")
          .because("one module only can be read for how primitives are used");

  @ArchTest
  static final ArchRule noThreadsNoIoNoNetwork =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.util.concurrent..",
                      "java.net..",
                      "java.nio.file..",
                      "java.nio.channels..")
                  .and(not(equivalentTo(TimeUnit.class)))
                  // Literal addresses in a certificate; names are never looked up.
                  .and(not(equivalentTo(InetAddress.class)))
                  .and(not(equivalentTo(UnknownHostException.class))))
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class, java.io.File.class, java.io.FileInputStream.class)
          .because(
              "the protocol is a function of what it is given; the programs around it move bytes");

  @ArchTest
  static final ArchRule noClockOfItsOwn =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .because("times are passed in, and tests pass known ones");

  @ArchTest
  static final ArchRule randomnessIsPassedIn =
      noClasses().should().callConstructor(SecureRandom.class).because("tests pass a known one");

  @ArchTest
  static final ArchRule secretsAreNotComparedByteByByte =
      noClasses().should().callMethod(Arrays.class, "equals", byte[].class, byte[].class);

  @ArchTest
  static final ArchRule nothingIsPrintedOrLogged =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "org.slf4j..");

  @ArchTest
  static final ArchRule messagesDoNotKnowHowTheyTravel =
      noClasses()
          .that()
          .resideInAnyPackage("keyturn.protocol.message..", "keyturn.protocol.id..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "keyturn.protocol.codec..",
              "keyturn.protocol.tunnel..",
              "keyturn.protocol.supervised..",
              "com.fasterxml..");

  @ArchTest
  static final ArchRule onlyTheCodecKnowsCbor =
      noClasses()
          .that()
          .resideOutsideOfPackage("keyturn.protocol.codec..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..");
}
