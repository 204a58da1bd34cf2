package keyturn.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "keyturn.console", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule everythingGoesThroughTheClientLibrary =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javax.crypto..", "org.bouncycastle..", "java.net.http..", "java.sql..", "javafx..")
          .because("the console only shows and asks");

  @ArchTest
  static final ArchRule onlyTheTerminalKnowsJLine =
      noClasses()
          .that()
          .doNotHaveSimpleName("Terminals")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jline..");
}
