package keyturn.console;

/** Colours, or none: NO_COLOR and pipes get plain text. Colour never carries meaning alone. */
enum Style {
  COLOURED,
  PLAIN;

  String dim(String text) {
    return wrap("2", text);
  }

  String bold(String text) {
    return wrap("1", text);
  }

  String good(String text) {
    return wrap("32", text);
  }

  String bad(String text) {
    return wrap("31", text);
  }

  String supervised(String text) {
    return wrap("35", text);
  }

  private String wrap(String code, String text) {
    return this == PLAIN ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
  }
}
