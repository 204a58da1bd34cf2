package keyturn.mls.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Indices of a full binary tree in an array (RFC 9420 Appendix C): leaves are even, the leaf of
 * index L is node 2L. {@code leaves} is a power of two.
 */
public final class TreeMath {
  private TreeMath() {}

  public static int nodes(int leaves) {
    return 2 * leaves - 1;
  }

  public static int root(int leaves) {
    return leaves - 1;
  }

  public static boolean isLeaf(int node) {
    return (node & 1) == 0;
  }

  public static int nodeOf(int leaf) {
    return 2 * leaf;
  }

  public static int leafOf(int node) {
    return node >>> 1;
  }

  /** 0 for leaves. */
  public static int level(int node) {
    return Integer.numberOfTrailingZeros(~node);
  }

  /** The left child of a parent. */
  public static int left(int node) {
    return node ^ 1 << (level(node) - 1);
  }

  /** The right child of a parent. */
  public static int right(int node) {
    return node ^ 3 << (level(node) - 1);
  }

  /** The parent of a node other than the root. */
  public static int parent(int node) {
    int level = level(node);
    int right = node >>> (level + 1) & 1;
    return (node | 1 << level) ^ right << (level + 1);
  }

  public static int sibling(int node) {
    int parent = parent(node);
    return node < parent ? right(parent) : left(parent);
  }

  /** The parents above {@code node}, the root last. */
  public static List<Integer> directPath(int node, int leaves) {
    List<Integer> path = new ArrayList<>();
    int at = node;
    while (at != root(leaves)) {
      at = parent(at);
      path.add(at);
    }
    return path;
  }

  /** Whether {@code node} is {@code ancestor} or below it. */
  public static boolean isWithin(int node, int ancestor) {
    int reach = (1 << level(ancestor)) - 1;
    return node >= ancestor - reach && node <= ancestor + reach;
  }

  /** The lowest node that is above both, or one of them above the other. */
  public static int commonAncestor(int one, int other) {
    int at = one;
    while (!isWithin(other, at)) {
      at = parent(at);
    }
    return at;
  }

  /** The smallest power of two that is at least {@code leaves}. */
  public static int fullWidth(int leaves) {
    return leaves <= 1 ? 1 : Integer.highestOneBit(leaves - 1) << 1;
  }
}
