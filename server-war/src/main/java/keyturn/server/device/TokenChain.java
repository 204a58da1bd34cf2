package keyturn.server.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The resume tokens of one device (docs/spec/messages.md#resume): each use gives out the next, and
 * the one used stays valid until the next is used, because the answer may have been lost on its
 * way. Only thief and owner together can show a spent one.
 *
 * @param current the token used last
 * @param next the token given out last, not used yet
 * @param spent tokens that were replaced, newest first, at most {@value #MAX_SPENT}
 */
public record TokenChain(
    Optional<TokenHash> current, Optional<TokenHash> next, List<TokenHash> spent) {
  public static final int MAX_SPENT = 16;

  /** No token is valid. */
  public static final TokenChain NONE =
      new TokenChain(Optional.empty(), Optional.empty(), List.of());

  /** What showing a token comes to. */
  public sealed interface Shown {
    /** It is valid; {@code chain} takes this one's place. */
    record Valid(TokenChain chain) implements Shown {}

    /** It was replaced before: somebody has a copy. Revoke the device. */
    record Spent() implements Shown {}

    /** Not known, or so old that it is forgotten. Anybody can make one up, so nothing follows. */
    record Unknown() implements Shown {}
  }

  public TokenChain {
    spent = List.copyOf(spent);
    if (spent.size() > MAX_SPENT) {
      throw new IllegalArgumentException("at most " + MAX_SPENT + " spent, was " + spent.size());
    }
  }

  /**
   * After a password: {@code fresh} is given out. What was given out before still counts, since the
   * client may lose this answer too.
   */
  public TokenChain give(TokenHash fresh) {
    return next.isEmpty()
        ? new TokenChain(current, Optional.of(fresh), spent)
        : new TokenChain(next, Optional.of(fresh), spend(current));
  }

  /** {@code fresh} is given out if {@code token} is valid. */
  public Shown show(TokenHash token, TokenHash fresh) {
    if (next.filter(token::equals).isPresent()) {
      return new Shown.Valid(new TokenChain(next, Optional.of(fresh), spend(current)));
    }
    if (current.filter(token::equals).isPresent()) {
      return new Shown.Valid(new TokenChain(current, Optional.of(fresh), spend(next)));
    }
    return spent.contains(token) ? new Shown.Spent() : new Shown.Unknown();
  }

  private List<TokenHash> spend(Optional<TokenHash> token) {
    List<TokenHash> all = new ArrayList<>();
    token.ifPresent(all::add);
    all.addAll(spent);
    return all.subList(0, Math.min(all.size(), MAX_SPENT));
  }
}
