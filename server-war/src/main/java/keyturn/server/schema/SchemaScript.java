package keyturn.server.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One script of {@code sql/}, which comes with the server as a resource. */
public enum SchemaScript {
  V001__ACCOUNTS(1, "V001__accounts.sql"),
  V002__CONVERSATIONS(2, "V002__conversations.sql");

  private final int version;
  private final String fileName;

  SchemaScript(int version, String fileName) {
    this.version = version;
    this.fileName = fileName;
  }

  /** The number that the script adds to {@code schema_version}. */
  public int version() {
    return version;
  }

  public String fileName() {
    return fileName;
  }

  /**
   * What the script says, statement by statement: each ends with {@code ;} at the end of a line,
   * and lines that begin with {@code --} are comments.
   */
  List<String> statements() {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : text().lines().toList()) {
      if (line.startsWith("--") || line.isBlank()) {
        continue;
      }
      statement.append(line).append('\n');
      if (line.stripTrailing().endsWith(";")) {
        statements.add(statement.substring(0, statement.lastIndexOf(";")));
        statement.setLength(0);
      }
    }
    if (!statement.isEmpty()) {
      throw new IllegalStateException(fileName + " does not end its last statement");
    }
    return statements;
  }

  private String text() {
    try (InputStream in = SchemaScript.class.getResourceAsStream("/sql/" + fileName)) {
      if (in == null) {
        throw new IllegalStateException(fileName + " is missing in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
