package keyturn.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for secrets in files, in every form in which one could have come there. */
final class Traces {
  private static final class Form {
    private final String name;
    private final byte[] bytes;

    Form(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }
  }

  /** By their first two bytes: few places of a file need a closer look. */
  private final List<List<Form>> forms = new ArrayList<>(Collections.nCopies(1 << 16, List.of()));

  Traces text(String name, String text) {
    add(name + " as UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE));
    add(name + " as UTF-16BE", text.getBytes(StandardCharsets.UTF_16BE));
    return bytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param bytes at least 16, so that no file holds them by chance
   */
  Traces bytes(String name, byte[] bytes) {
    add(name, bytes);
    String hex = HexFormat.of().formatHex(bytes);
    addText(name + " in hex", hex);
    addText(name + " in HEX", hex.toUpperCase(Locale.ROOT));
    for (int phase = 0; phase < 3; phase++) {
      addText(name + " in base64, phase " + phase, base64(Base64.getEncoder(), bytes, phase));
      addText(name + " in base64url, phase " + phase, base64(Base64.getUrlEncoder(), bytes, phase));
    }
    return this;
  }

  /** The characters that depend on {@code bytes} alone, after {@code phase} unknown bytes. */
  private static String base64(Base64.Encoder encoder, byte[] bytes, int phase) {
    byte[] shifted = new byte[phase + bytes.length];
    System.arraycopy(bytes, 0, shifted, phase, bytes.length);
    String encoded = encoder.withoutPadding().encodeToString(shifted);
    int from = (phase * 8 + 5) / 6;
    int to = shifted.length * 8 / 6;
    return encoded.substring(from, to);
  }

  private void addText(String name, String text) {
    add(name, text.getBytes(StandardCharsets.US_ASCII));
  }

  private void add(String name, byte[] bytes) {
    if (bytes.length < 16) {
      throw new IllegalArgumentException(name + " is too short to search for");
    }
    List<Form> sameStart = new ArrayList<>(forms.get(start(bytes, 0)));
    sameStart.add(new Form(name, bytes));
    forms.set(start(bytes, 0), List.copyOf(sameStart));
  }

  /** Where something was found: name of the form, and file. */
  Set<String> in(Path... places) throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path place : places) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(place)) {
        files = walk.filter(Files::isRegularFile).toList();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      for (Path file : files) {
        search(file, found);
      }
    }
    return found;
  }

  private void search(Path file, Set<String> found) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return; // A temporary file that is gone again.
    }
    for (int at = 0; at < content.length - 1; at++) {
      List<Form> candidates = forms.get(start(content, at));
      for (Form form : candidates) {
        int end = at + form.bytes.length;
        if (end <= content.length
            && Arrays.equals(content, at, end, form.bytes, 0, form.bytes.length)) {
          found.add(form.name + " in " + file.getFileName());
        }
      }
    }
  }

  private static int start(byte[] bytes, int at) {
    return (Byte.toUnsignedInt(bytes[at]) << 8) | Byte.toUnsignedInt(bytes[at + 1]);
  }
}
