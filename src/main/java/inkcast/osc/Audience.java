package inkcast.osc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The targets that are told in one way; they come and go. Any thread. */
final class Audience {
  private volatile Target[] present = {};
  private final AtomicInteger expected = new AtomicInteger();

  /** Those that are told now; never changed. */
  Target[] present() {
    return present;
  }

  /** Whether nobody is told, nor will be. */
  boolean isEmpty() {
    return present.length == 0 && expected.get() == 0;
  }

  /** More will be told soon, or fewer: what they are to be told is worth encoding. */
  void expect(int more) {
    expected.addAndGet(more);
  }

  /** Some leave and others come, at once. */
  synchronized void change(List<Target> gone, List<Target> come) {
    List<Target> after = new ArrayList<>(Arrays.asList(present));
    after.removeAll(gone);
    after.addAll(come);
    present = after.toArray(Target[]::new);
  }

  /** One that was expected is told from now on. */
  void join(Target target) {
    change(List.of(), List.of(target));
    expect(-1);
  }

  /** One is told no more. */
  void leave(Target target) {
    change(List.of(target), List.of());
  }
}
