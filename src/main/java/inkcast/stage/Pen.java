package inkcast.stage;

import inkcast.stage.Refusal.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The pen of one writer, which one visitor has at a time, for a turn; a few may wait. Whoever finds
 * it free may write at once; whoever asks for a turn gets a new line, and time to begin. Any thread
 * but the tick's, to which it only sends commands.
 */
final class Pen {
  /** Those that may wait. */
  static final int MOST_WAITING = 8;

  /** What a visitor is told whose turn is over. */
  static final int OVER = -1;

  /** Time to begin with, for whoever was given the pen. */
  private static final Duration BEGIN = Duration.ofSeconds(10);

  private static final double SECOND_NS = 1e9;

  private final VisitorNodes writer;
  private final Turns turns;
  private final Deque<Source> waiting = new ArrayDeque<>();
  private @Nullable Source holder;
  private long sinceNs; // it has the pen
  private boolean begun; // to write
  private long wroteNs; // last
  private @Nullable Source spent; // had its turn, and was writing when that ended
  private double points; // that it may send now
  private long pointsNs; // as of when

  Pen(VisitorNodes writer, Turns turns) {
    this.writer = writer;
    this.turns = turns;
  }

  /**
   * A stroke came.
   *
   * @param stroke the message: dx, dy in page units, pen
   */
  @Nullable Refusal write(Request stroke) {
    if (stroke.by().role() == Role.VISITOR && isFreeFor(stroke.by())) {
      turns.leaveOthers(stroke.by(), this); // before this pen is locked
    }
    return admit(stroke);
  }

  private synchronized boolean isFreeFor(Source who) {
    return holder == null && refusal() == null && !isOver(who);
  }

  /** Whether somebody's turn is over who has not rested since. */
  private boolean isOver(Source who) {
    return who.equals(spent) && turns.now() - wroteNs < turns.rules().idle().toNanos();
  }

  private synchronized @Nullable Refusal admit(Request stroke) {
    Refusal refusal = refusal();
    if (refusal != null) {
      return refusal;
    }
    look();
    long now = turns.now();
    if (isOver(stroke.by())) {
      wroteNs = now;
      return new Refusal(Reason.OCCUPIED, "this turn is over: rest, or ask for another");
    }
    if (holder == null) {
      take(stroke.by(), now);
    } else if (!holder.equals(stroke.by())) {
      return new Refusal(Reason.OCCUPIED, "another visitor writes here: ask for a turn");
    }
    if (!admits(now)) {
      int most = turns.rules().points();
      return new Refusal(Reason.FLOODED, "expected at most " + most + " strokes a second");
    }
    begun = true;
    wroteNs = now;
    return queue(stroke);
  }

  private @Nullable Refusal queue(Request stroke) {
    float dx = (float) stroke.number(0);
    float dy = (float) stroke.number(1);
    boolean lifts = stroke.number(2) != 0;
    Duration idle = turns.rules().idle();
    if (!writer.dictation().reserve()) {
      return new Refusal(Reason.FLOODED, "too many strokes wait already");
    }
    if (!turns.commands().offer(() -> writer.dictate(dx, dy, lifts, turns.ticks(idle)))) {
      writer.dictation().cancel();
      return Refusal.BUSY;
    }
    visited(stroke.by());
    return null;
  }

  /** Somebody asks for a turn, or wants none any more; a visitor has one at a time. */
  @Nullable Refusal turn(Request wish) {
    if (wish.number(0) == 0) {
      leave(wish.by());
      return null;
    }
    if (wish.by().role() == Role.VISITOR) {
      turns.leaveOthers(wish.by(), this); // before this pen is locked
    }
    return ask(wish.by());
  }

  private synchronized @Nullable Refusal ask(Source who) {
    Refusal refusal = refusal();
    if (refusal != null) {
      return refusal;
    }
    look();
    if (who.equals(holder)) {
      tell(who, 0);
    } else if (holder == null) {
      grant(who);
    } else {
      if (!waiting.contains(who)) {
        if (waiting.size() >= MOST_WAITING) {
          return new Refusal(Reason.OCCUPIED, "too many visitors wait here already");
        }
        waiting.add(who);
        tell();
      }
      tell(who, place(who));
    }
    visited(who);
    return null;
  }

  /** Ends a turn that is over, and lets the next begin. */
  synchronized void look() {
    Source who = holder;
    if (who == null) {
      return;
    }
    long had = turns.now() - sinceNs;
    boolean over =
        had >= turns.rules().turn().toNanos()
            || (begun ? !writer.dictation().active() : had >= BEGIN.toNanos())
            || refusal() != null;
    if (over) {
      spent = who;
      end();
      tell(who, OVER);
    }
  }

  /** Somebody has gone. */
  synchronized void leave(Source who) {
    if (who.equals(holder)) {
      if (begun) {
        spent = who;
      } else {
        var _ = turns.commands().offer(() -> writer.dictation().end());
      }
      end();
    } else if (waiting.remove(who)) {
      tell();
      tellPlaces();
    }
  }

  private @Nullable Refusal refusal() {
    String closed = writer.closed();
    return closed == null ? null : new Refusal(Reason.OCCUPIED, closed);
  }

  private void take(Source who, long now) {
    holder = who;
    spent = null;
    sinceNs = now;
    begun = false;
    points = turns.rules().points();
    pointsNs = now;
    turns.busy(this, true);
    tell();
  }

  /** Gives the pen to somebody who has asked for it. */
  private void grant(Source who) {
    take(who, turns.now());
    // If the queue is full, it begins where the writer is.
    var _ = turns.commands().offer(() -> writer.expect(turns.ticks(BEGIN)));
    tell(who, 0);
  }

  private void end() {
    holder = null;
    if (refusal() != null) { // nobody can have the next turn
      waiting.forEach(one -> tell(one, OVER));
      waiting.clear();
      var _ = turns.commands().offer(() -> writer.dictation().end());
    }
    Source next = waiting.poll();
    if (next == null) {
      turns.busy(this, false);
      tell();
    } else {
      grant(next);
      tellPlaces();
    }
  }

  /** How many are before somebody who waits. */
  private int place(Source who) {
    int place = 1;
    for (Source one : waiting) {
      if (one.equals(who)) {
        break;
      }
      place++;
    }
    return place;
  }

  private void tellPlaces() {
    int place = 1;
    for (Source one : waiting) {
      tell(one, place++);
    }
  }

  private void tell(Source who, int place) {
    who.turn(writer.turn().address(), place, turns.rules().points());
  }

  /** Tells how many are at this pen; the next change makes up for what a full queue loses. */
  private void tell() {
    int count = waiting.size() + (holder == null ? 0 : 1);
    var _ = turns.commands().offer(() -> writer.count(count));
  }

  private boolean admits(long now) {
    int most = turns.rules().points();
    points = Math.min(most, points + (now - pointsNs) / SECOND_NS * most);
    pointsNs = now;
    if (points < 1) {
      return false;
    }
    points--;
    return true;
  }

  private void visited(Source by) {
    if (by.role() == Role.VISITOR) {
      turns.people().visited();
    }
  }
}
