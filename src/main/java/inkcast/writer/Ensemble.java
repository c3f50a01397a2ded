package inkcast.writer;

import inkcast.model.Batch;
import inkcast.model.Lstm;
import inkcast.model.Mixture;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The writers of one hand, stepped as one batch. Tick's thread only. */
public final class Ensemble {
  private final Batch batch;
  private final Lstm lstm;
  private final Writer[] members;
  private final Mixture mixture;
  private final Writer[] writing; // (members,), those that take a stroke in this tick
  private final int[] rows; // (members,), their rows
  private final int[] retry = new int[1];

  private Ensemble(Batch batch, Lstm lstm, List<Writer> members) {
    this.batch = batch;
    this.lstm = lstm;
    this.members = members.toArray(Writer[]::new);
    mixture = new Mixture(batch.weights().mixtures());
    writing = new Writer[this.members.length];
    rows = new int[this.members.length];
  }

  /** Is told what the writers do, in order. */
  public interface Listener {

    /** A writer has begun a new line, by itself. */
    void restarted(Writer writer, Restart cause);

    /** A writer has a new stroke. */
    void wrote(Writer writer);
  }

  /**
   * Gives each part a writer, numbered from 1 in their order, and joins those of one hand.
   *
   * @return one ensemble a hand
   */
  public static List<Ensemble> form(List<Part> parts) {
    return form(parts, Twin.preferred()::lstm);
  }

  /**
   * As {@link #form(List)}, with a step of one's choice.
   *
   * @param step makes the step of a hand
   */
  public static List<Ensemble> form(List<Part> parts, Function<Weights, Lstm> step) {
    Map<Weights, List<Integer>> hands = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      hands.computeIfAbsent(parts.get(i).weights(), w -> new ArrayList<>()).add(i);
    }
    List<Ensemble> ensembles = new ArrayList<>();
    hands.forEach(
        (weights, indices) -> {
          Batch batch = new Batch(weights, indices.size());
          List<Writer> members = new ArrayList<>();
          for (int index : indices) {
            Part part = parts.get(index);
            members.add(new Writer(index + 1, part.setup(), batch, members.size(), part.random()));
          }
          ensembles.add(new Ensemble(batch, step.apply(weights), members));
        });
    return ensembles;
  }

  /** Its writers. */
  public List<Writer> members() {
    return List.of(members);
  }

  /**
   * As many other writers of the same setup, on the same code: stepped again and again, they get
   * that code compiled, while these here stay as they are.
   */
  public Ensemble understudies() {
    // Of the kind that writers have, since code is compiled for the kinds that it has seen.
    RandomGenerator random = Sources.seeded(0);
    Batch states = new Batch(batch.weights(), members.length);
    List<Writer> writers = new ArrayList<>();
    for (Writer writer : members) {
      writers.add(new Writer(writer.number(), writer.setup(), states, writer.row(), random));
    }
    return new Ensemble(states, lstm, writers);
  }

  /** One stroke of every writer that is not paused, after the restarts that are due. */
  public void step(Listener listener) {
    int count = 0;
    for (Writer writer : members) {
      if (writer.paused()) {
        continue;
      }
      Restart due = writer.restartDue();
      if (due != Restart.NOT_DUE) {
        writer.restart();
        listener.restarted(writer, due);
      }
      writer.feed();
      writing[count] = writer;
      rows[count] = writer.row();
      count++;
    }
    lstm.update(batch, rows, count);
    for (int i = 0; i < count; i++) {
      if (writing[i].finite() || heal(writing[i], listener)) {
        writing[i].write(mixture);
        listener.wrote(writing[i]);
      }
    }
  }

  /** Starts a writer anew whose state is lost; false if even that fails: the hand is damaged. */
  private boolean heal(Writer writer, Listener listener) {
    writer.restart();
    listener.restarted(writer, Restart.NOT_FINITE);
    writer.feed();
    retry[0] = writer.row();
    lstm.update(batch, retry, 1);
    return writer.finite();
  }
}
