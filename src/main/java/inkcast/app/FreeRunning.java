package inkcast.app;

import inkcast.hand.Hand;
import inkcast.train.FreeRun;
import inkcast.train.Habits;
import inkcast.train.Resemblance;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code eval --free-running}: lets hands write by themselves and prints their {@link Habits}, and
 * in what each differs from the last hand, the reference. Each writes many streams from random
 * states, then a long one.
 */
final class FreeRunning {
  private final Plan plan;
  private final PrintWriter out;
  private final PrintWriter err;

  FreeRunning(Plan plan, PrintWriter out, PrintWriter err) {
    this.plan = plan;
    this.out = out;
    this.err = err;
  }

  /**
   * What each hand writes.
   *
   * @param temperatures at each of which it writes all this
   * @param streams how many
   * @param strokes of each
   * @param longStrokes of one more stream; 0 for none
   * @param seed of each hand's streams
   */
  record Plan(List<Double> temperatures, int streams, int strokes, int longStrokes, int seed) {}

  /**
   * What all hands write in one go.
   *
   * @param streams how many
   * @param strokes of each
   * @param written by hand, then by temperature
   * @param habits likewise
   */
  private record Session(
      int streams, int strokes, List<List<List<float[]>>> written, List<List<Habits>> habits) {
    Session(int streams, int strokes) {
      this(streams, strokes, new ArrayList<>(), new ArrayList<>());
    }

    Habits reference(int temperature) {
      return habits.getLast().get(temperature);
    }
  }

  /**
   * Lets the hands write and prints the table.
   *
   * @param labels what the hands are called there
   * @param hands the last is the reference
   */
  void report(List<String> labels, List<Hand> hands) {
    List<Session> sessions = new ArrayList<>();
    sessions.add(new Session(plan.streams(), plan.strokes()));
    if (plan.longStrokes() > 0) {
      sessions.add(new Session(1, plan.longStrokes()));
    }
    for (Hand hand : hands) {
      FreeRun run = new FreeRun(hand.weights(), plan.temperatures(), plan.seed());
      sessions.forEach(session -> write(hand, run, session));
    }
    out.println("free-running, seed " + plan.seed() + ", against " + labels.getLast());
    HabitsTable table = new HabitsTable(labels, out);
    for (Session session : sessions) {
      for (int t = 0; t < plan.temperatures().size(); t++) {
        int temperature = t;
        double longest =
            sessions.stream()
                .mapToDouble(any -> any.reference(temperature).longestStep())
                .max()
                .orElseThrow();
        compare(session, t, longest, table);
      }
    }
    table.end();
  }

  private void write(Hand hand, FreeRun run, Session session) {
    try (Progress progress = Progress.of(hand.name(), err)) {
      List<List<float[]>> written =
          run.write(session.streams(), session.strokes(), part -> progress.show(part, ""));
      session.written().add(written);
      session.habits().add(written.stream().map(Habits::of).toList());
    }
  }

  /** A line a hand, at one temperature. */
  private void compare(Session session, int t, double longest, HabitsTable table) {
    String size = session.streams() + " x " + session.strokes();
    for (int hand = 0; hand < session.habits().size(); hand++) {
      Habits habits = session.habits().get(hand).get(t);
      long beyond = Habits.stepsBeyond(session.written().get(hand).get(t), longest);
      List<String> faults = Resemblance.faults(habits, session.reference(t), beyond);
      table.line(size, plan.temperatures().get(t), hand, habits, beyond, faults);
    }
  }
}
