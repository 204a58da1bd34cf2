package keyturn.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plot as SVG: rates to the right, milliseconds upwards, both in powers of ten. */
public final class Plot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int LEFT = 64;
  private static final int BOTTOM = 48;
  private static final int TOP = 24;
  private static final int RIGHT = 24;
  private static final double MIN_X = 100;
  private static final double MAX_X = 100_000;
  private static final double MIN_Y = 1;
  private static final double MAX_Y = 10_000;
  private static final List<String> COLOURS = List.of("#6b7280", "#2563eb", "#d97706", "#059669");

  /** One point. */
  public record Point(double rate, double millis) {}

  private record Series(String name, List<Point> points) {}

  private final String title;
  private final List<Series> series = new ArrayList<>();

  public Plot(String title) {
    this.title = title;
  }

  /** Joined by a line in their order. */
  public void add(String name, List<Point> points) {
    series.add(new Series(name, List.copyOf(points)));
  }

  public boolean isEmpty() {
    return series.isEmpty();
  }

  /** The whole file. */
  public String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="%d" y="16" font-size="14">%s</text>
        """
            .formatted(WIDTH, HEIGHT, LEFT, title));
    for (double rate = MIN_X; rate <= MAX_X; rate *= 10) {
      svg.append(line(x(rate), y(MIN_Y), x(rate), y(MAX_Y), "#e5e7eb"));
      svg.append(text(x(rate), HEIGHT - BOTTOM + 18, "middle", Figures.whole(rate)));
    }
    for (double millis = MIN_Y; millis <= MAX_Y; millis *= 10) {
      svg.append(line(x(MIN_X), y(millis), x(MAX_X), y(millis), "#e5e7eb"));
      svg.append(text(LEFT - 6, y(millis) + 4, "end", Figures.whole(millis)));
    }
    svg.append(line(x(MIN_X), y(100), x(MAX_X), y(100), "#dc2626"));
    svg.append(text((LEFT + WIDTH) / 2.0, HEIGHT - 10, "middle", "messages a second"));
    svg.append(text(LEFT - 40, TOP + 8, "start", "p99 ms"));
    for (int i = 0; i < series.size(); i++) {
      draw(svg, series.get(i), COLOURS.get(i % COLOURS.size()), i);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void draw(StringBuilder svg, Series one, String colour, int number) {
    StringBuilder points = new StringBuilder();
    for (Point point : one.points()) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.rate()), y(point.millis())));
    }
    svg.append(
        """
        <polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>
        <text x="%d" y="%d" fill="%s">%s</text>
        """
            .formatted(
                points.toString().strip(),
                colour,
                LEFT + 12,
                TOP + 20 + 16 * number,
                colour,
                one.name()));
  }

  private static double x(double rate) {
    double share = Math.log(rate / MIN_X) / Math.log(MAX_X / MIN_X);
    return LEFT + Math.min(1, Math.max(0, share)) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double millis) {
    double share = Math.log(millis / MIN_Y) / Math.log(MAX_Y / MIN_Y);
    return HEIGHT - BOTTOM - Math.min(1, Math.max(0, share)) * (HEIGHT - TOP - BOTTOM);
  }

  private static String line(double x1, double y1, double x2, double y2, String colour) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
        x1,
        y1,
        x2,
        y2,
        colour);
  }

  private static String text(double x, double y, String anchor, String content) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        content);
  }
}
