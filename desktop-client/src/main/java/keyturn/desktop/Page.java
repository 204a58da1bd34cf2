package keyturn.desktop;

/** What fills the window. */
enum Page {
  SIGN_IN,
  TRUST,
  VAULT,
  ENDED,
  MAIN
}
