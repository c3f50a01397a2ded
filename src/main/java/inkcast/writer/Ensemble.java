package inkcast.writer;

import inkcast.model.Batch;
import inkcast.model.Lstm;
import inkcast.model.Mixture;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Writers of one hand, stepped as one batch. It has room for every writer there was when it was
 * made, or for those that came then, each in the row of its number, so that whoever comes or goes
 * moves nobody else. Tick's thread only, once a writer belongs to it.
 */
public final class Ensemble {
  private final Batch batch;
  private final Lstm lstm;
  private final Mixture mixture;
  private final int first; // number of the writer that has row 0
  private final int room; // writers
  private final int quorum; // rows of an update at least, so that no bit depends on who else writes
  private final Writer[] members; // (room,), the first size of them, by their numbers
  private final Writer[] writing; // (room,), those that take a stroke in this tick
  private final int[] rows; // (batch rows,), theirs
  private final int[] retry; // (quorum,)
  private final Ghosts ghosts;
  private int size;

  /**
   * An ensemble of nobody yet; allocates all that it will ever need.
   *
   * @param writers there are, in whatever hand
   * @param lstm the hand's step
   */
  public Ensemble(Weights weights, int writers, Lstm lstm) {
    this(weights, 1, writers, lstm);
  }

  /**
   * As the other, with room for the last of the writers only.
   *
   * @param first number of the first of them
   */
  public Ensemble(Weights weights, int first, int writers, Lstm lstm) {
    this.lstm = lstm;
    this.first = first;
    room = writers - first + 1;
    quorum = lstm.quorum() <= writers ? lstm.quorum() : 1;
    batch = new Batch(weights, room + quorum - 1);
    mixture = new Mixture(weights);
    members = new Writer[room];
    writing = new Writer[room];
    rows = new int[batch.rows()];
    retry = new int[quorum];
    ghosts = new Ghosts(weights, lstm, room);
    lstm.update(batch, rows, 0); // makes its scratch
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
    return form(parts, 1, step);
  }

  /**
   * As {@link #form(List, Function)}, for writers that come to others.
   *
   * @param first number of the first part's writer
   */
  public static List<Ensemble> form(List<Part> parts, int first, Function<Weights, Lstm> step) {
    Map<Weights, Ensemble> hands = new LinkedHashMap<>();
    int writers = first - 1 + parts.size();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      hands
          .computeIfAbsent(part.weights(), w -> new Ensemble(w, first, writers, step.apply(w)))
          .add(first + i, part.setup(), part.random());
    }
    return List.copyOf(hands.values());
  }

  /** The hand's weights; any thread. */
  public Weights weights() {
    return batch.weights();
  }

  /** Whether every one of so many writers has a row; any thread. */
  public boolean holds(int writers) {
    return first == 1 && room >= writers;
  }

  /** Its writers, by their numbers. */
  public List<Writer> members() {
    return List.of(Arrays.copyOf(members, size));
  }

  /**
   * As many other writers of the same setup, on the same code: stepped again and again, they get
   * that code compiled, while these here stay as they are.
   */
  public Ensemble understudies() {
    // Of the kind that writers have, since code is compiled for the kinds that it has seen.
    RandomGenerator random = Sources.seeded(0);
    Ensemble others = new Ensemble(weights(), first, first + room - 1, lstm);
    for (int i = 0; i < size; i++) {
      others.add(members[i].number(), members[i].setup(), random);
    }
    return others;
  }

  /**
   * One stroke of every writer that neither rests nor is paused, after the restarts that are due. A
   * writer that throws begins anew, and the others write on; those whose rows had moved already
   * when the batch threw are moved twice.
   */
  public void step(WriterListener listener) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      Writer writer = members[i];
      if (writer.paused() || writer.resting()) {
        continue;
      }
      if (writer.finished()) {
        writer.rest();
        listener.rested(writer);
        continue;
      }
      if (writer.dictation().holds()) {
        continue;
      }
      Restart due = writer.restartDue();
      if (due != Restart.NOT_DUE) {
        restart(writer, due, listener);
      }
      writer.feed();
      writing[count] = writer;
      rows[count] = writer.row();
      count++;
    }
    try {
      update(rows, count);
    } catch (Throwable e) { // an Error of one must not silence the others either
      listener.failed(e);
      count = updateEach(count, listener);
    }
    for (int i = 0; i < count; i++) {
      Writer writer = writing[i];
      try {
        if (writer.finite() || heal(writer, listener)) {
          double[] wanted = listener.watches(writer);
          if (wanted != null) {
            mixture.read(batch, writer.row());
            Outlook.mixture(writer, mixture, wanted);
            listener.computed(writer);
          }
          writer.write(mixture);
          listener.wrote(writer);
        }
      } catch (Throwable e) {
        listener.failed(e);
        restart(writer, Restart.FAILED, listener);
      }
    }
  }

  /** The states of its writers, each in its row. */
  Batch batch() {
    return batch;
  }

  /** See {@link Troupe#gather}. */
  int gather(Predicate<Writer> wanted) {
    return ghosts.gather(members, size, wanted);
  }

  /** See {@link Troupe#haunt}. */
  int haunt(int each, float temperature, Ghosts.Listener listener) {
    return ghosts.sample(batch, each, temperature, listener);
  }

  /** Whether nobody writes in this hand. */
  boolean empty() {
    return size == 0;
  }

  /** Takes in a writer that has left its ensemble: it begins a new line in this hand. */
  void join(Writer writer, String hand) {
    writer.restart(hand, batch, writer.number() - first);
    insert(writer);
  }

  /** Lets the member of this number go. */
  void leave(int number) {
    int at = size - 1; // from the end, as many that leave are the last
    while (members[at].number() != number) {
      at--;
    }
    size--;
    System.arraycopy(members, at + 1, members, at, size - at);
  }

  /** Notes itself for each member, at its number less one. */
  void note(Ensemble[] belongs) {
    for (int i = 0; i < size; i++) {
      belongs[members[i].number() - 1] = this;
    }
  }

  private void add(int number, Writer.Setup setup, RandomGenerator random) {
    insert(new Writer(number, setup, batch, number - first, random));
  }

  private void insert(Writer writer) {
    int at = size;
    while (at > 0 && members[at - 1].number() > writer.number()) {
      members[at] = members[at - 1];
      at--;
    }
    members[at] = writer;
    size++;
  }

  /** Moves some rows, and with them, where they are too few, rows that are nobody's. */
  private void update(int[] rows, int count) {
    int filled = count;
    for (; filled > 0 && filled < quorum; filled++) {
      rows[filled] = room + filled - 1;
    }
    lstm.update(batch, rows, filled);
  }

  /** Moves one row after the other; whoever's throws begins anew. Returns how many are left. */
  private int updateEach(int count, WriterListener listener) {
    int left = 0;
    for (int i = 0; i < count; i++) {
      Writer writer = writing[i];
      try {
        update(writer);
        writing[left++] = writer;
      } catch (Throwable e) {
        restart(writer, Restart.FAILED, listener);
      }
    }
    return left;
  }

  private void update(Writer writer) {
    retry[0] = writer.row();
    update(retry, 1);
  }

  /** Starts a writer anew whose state is lost; false if even that fails: the hand is damaged. */
  private boolean heal(Writer writer, WriterListener listener) {
    restart(writer, Restart.NOT_FINITE, listener);
    writer.feed();
    update(writer);
    return writer.finite();
  }

  private static void restart(Writer writer, Restart cause, WriterListener listener) {
    writer.restart();
    listener.restarted(writer, cause);
  }
}
