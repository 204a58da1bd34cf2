package keyturn.protocol.codec;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.protocol.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one CBOR item field by field, after {@link CborForm} has looked at all of it. A field is
 * named for the error only: the order is the specification's.
 */
public final class CborReader {
  /** Reads one value at the reader's place. */
  public interface Field<T> {
    T read(CborReader in, String field) throws MalformedMessageException;
  }

  private final CBORParser parser;
  private String message = "message";
  private @Nullable JsonToken peeked;

  private CborReader(CBORParser parser) {
    this.parser = parser;
  }

  /**
   * Starts at the beginning of an item that has been looked at as a whole.
   *
   * @param item one CBOR item and nothing else, at most {@code maxBytes}
   * @throws MalformedMessageException if it has not the form of docs/spec/messages.md#encoding
   */
  public static CborReader of(byte[] item, int maxBytes) throws MalformedMessageException {
    CborForm.check(item, maxBytes);
    try {
      return new CborReader(Cbor.FACTORY.createParser(item));
    } catch (IOException e) {
      throw unreadable();
    }
  }

  /** Names what is being read, for errors. */
  void inside(String title) {
    message = title;
  }

  void openArray(String field) throws MalformedMessageException {
    take(field, "an array", JsonToken.START_ARRAY);
  }

  void closeArray() throws MalformedMessageException {
    take("end", "no more fields", JsonToken.END_ARRAY);
  }

  public void openMap(String field) throws MalformedMessageException {
    take(field, "a map", JsonToken.START_OBJECT);
  }

  public void key(long key) throws MalformedMessageException {
    take("key " + key, "it", JsonToken.FIELD_NAME);
    try {
      if (!Long.toString(key).equals(parser.currentName())) {
        throw malformed("key " + key, "it", "another key");
      }
    } catch (IOException e) {
      throw unreadable();
    }
  }

  public void closeMap() throws MalformedMessageException {
    take("end", "no more keys", JsonToken.END_OBJECT);
  }

  public long number(String field) throws MalformedMessageException {
    take(field, "an integer", JsonToken.VALUE_NUMBER_INT);
    try {
      return parser.getLongValue();
    } catch (IOException e) {
      throw unreadable();
    }
  }

  /** As {@link #number}, for what counts characters or the like. */
  int smallNumber(String field) throws MalformedMessageException {
    long value = number(field);
    if (value > Integer.MAX_VALUE) {
      throw malformed(field, "at most " + Integer.MAX_VALUE, Long.toString(value));
    }
    return (int) value;
  }

  public boolean flag(String field) throws MalformedMessageException {
    return take(field, "true or false", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE)
        == JsonToken.VALUE_TRUE;
  }

  public String text(String field) throws MalformedMessageException {
    take(field, "text", JsonToken.VALUE_STRING);
    try {
      return parser.getText();
    } catch (IOException e) {
      throw unreadable();
    }
  }

  public Bytes bytes(String field) throws MalformedMessageException {
    take(field, "bytes", JsonToken.VALUE_EMBEDDED_OBJECT);
    try {
      return Bytes.of(parser.getBinaryValue());
    } catch (IOException e) {
      throw unreadable();
    }
  }

  public <T> Optional<T> optional(String field, Field<T> present) throws MalformedMessageException {
    if (peek() == JsonToken.VALUE_NULL) {
      peeked = null;
      return Optional.empty();
    }
    return Optional.of(present.read(this, field));
  }

  public <T> List<T> list(String field, Field<T> each) throws MalformedMessageException {
    openArray(field);
    List<T> entries = new ArrayList<>();
    while (peek() != JsonToken.END_ARRAY) {
      entries.add(each.read(this, field));
    }
    closeArray();
    return entries;
  }

  MalformedMessageException malformed(String field, String expected, String actual) {
    return new MalformedMessageException(
        message + ", " + field + ": expected " + expected + ", got " + actual);
  }

  /** A value that its own type refuses: the type says which, and never the content. */
  MalformedMessageException refused(IllegalArgumentException e) {
    return new MalformedMessageException(message + ", " + e.getMessage());
  }

  private JsonToken take(String field, String expected, JsonToken... allowed)
      throws MalformedMessageException {
    JsonToken token = peek();
    peeked = null;
    for (JsonToken one : allowed) {
      if (token == one) {
        return token;
      }
    }
    throw malformed(field, expected, kind(token));
  }

  private JsonToken peek() throws MalformedMessageException {
    if (peeked == null) {
      try {
        peeked = parser.nextToken();
      } catch (IOException e) {
        throw unreadable();
      }
    }
    if (peeked == null) {
      throw malformed("end", "more", "nothing");
    }
    return peeked;
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "an array";
      case START_OBJECT -> "a map";
      case END_ARRAY, END_OBJECT -> "the end";
      case FIELD_NAME -> "a key";
      case VALUE_STRING -> "text";
      case VALUE_EMBEDDED_OBJECT -> "bytes";
      case VALUE_NUMBER_INT -> "an integer";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      case VALUE_NUMBER_FLOAT, NOT_AVAILABLE -> "something else";
    };
  }

  /** Without the parser's own words, which may quote the content. */
  private static MalformedMessageException unreadable() {
    return new MalformedMessageException("message: expected readable CBOR, got something else");
  }
}
