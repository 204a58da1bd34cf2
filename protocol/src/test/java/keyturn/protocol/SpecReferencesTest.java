package keyturn.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the code cites of the specification is there, and so is what its pages cite of each other.
 */
class SpecReferencesTest {
  private static final Pattern IN_CODE =
      Pattern.compile("docs/spec/([a-z0-9-]+\\.md)(#[a-z0-9-]+)?");
  private static final Pattern IN_PAGE =
      Pattern.compile("\\]\\(([a-z0-9-]*(?:\\.md)?)(#[a-z0-9-]+)?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Path SPEC = VectorFile.root().resolve("docs/spec");

  @Test
  void everythingCitedInCodeIsInTheSpecification() throws IOException {
    Set<String> missing = new TreeSet<>();
    int cited = 0;
    for (Path source : sources()) {
      Matcher citation = IN_CODE.matcher(Files.readString(source));
      while (citation.find()) {
        cited++;
        if (!exists(citation.group(1), citation.group(2))) {
          missing.add(citation.group() + " in " + source.getFileName());
        }
      }
    }
    assertFalse(cited == 0, "no citation found: is keyturn.root set?");
    assertEquals(Set.of(), missing);
  }

  @Test
  void pagesCiteWhatIsThere() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Path page : list(SPEC, ".md")) {
      String own = page.getFileName().toString();
      Matcher citation = IN_PAGE.matcher(Files.readString(page));
      while (citation.find()) {
        String cited = citation.group(1).isEmpty() ? own : citation.group(1);
        if (!exists(cited, citation.group(2))) {
          missing.add(citation.group() + " in " + own);
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void overviewListsEveryPage() throws IOException {
    String overview = Files.readString(SPEC.resolve("overview.md"));
    Set<String> unlisted = new TreeSet<>();
    for (Path page : list(SPEC, ".md")) {
      String name = page.getFileName().toString();
      if (!name.equals("overview.md") && !overview.contains("(" + name + ")")) {
        unlisted.add(name);
      }
    }
    assertEquals(Set.of(), unlisted);
  }

  private static boolean exists(String page, @Nullable String anchor) throws IOException {
    Path file = SPEC.resolve(page);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    return anchor == null || anchors(Files.readString(file)).contains(anchor.substring(1));
  }

  /** Headings as GitHub makes anchors of them. */
  private static Collection<String> anchors(String page) {
    return HEADING
        .matcher(page)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> modules = Files.list(VectorFile.root())) {
      List<Path> roots =
          modules
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .collect(Collectors.toList());
      List<Path> sources = new ArrayList<>();
      for (Path root : roots) {
        sources.addAll(list(root, ".java"));
      }
      return sources;
    }
  }

  private static List<Path> list(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .collect(Collectors.toList());
    }
  }
}
