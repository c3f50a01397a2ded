package inkcast.recording;

import inkcast.packet.Message;
import inkcast.packet.TimeTag;
import inkcast.recording.BundleReader.Bundle;
import inkcast.recording.Moment.Cue;
import inkcast.tick.OnceAMinute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a recording some ticks ahead of the tick's thread, on a thread of its own, so that no disk
 * keeps that waiting.
 */
final class Prompter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Prompter.class);
  private static final int AHEAD = 64; // ticks: a second
  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long CLOSING_MILLIS = 1_000;

  private final Recording recording;
  private final String prefix;
  private final boolean again;
  private final IntFunction<Runnable> writers;
  private final SpscAtomicArrayQueue<Moment> queue = new SpscAtomicArrayQueue<>(AHEAD);
  private final Thread thread = new Thread(this::run, "replay");
  private final Map<String, String> addresses = new HashMap<>(); // recorded, and here
  private final OnceAMinute complaints = new OnceAMinute(System::nanoTime);
  private int present; // writers
  private volatile boolean changing; // of the writers, what was prepared last has not happened yet
  private volatile boolean ended;
  private volatile boolean failed;
  private volatile boolean closing;

  /**
   * Reads nothing before {@link #start}.
   *
   * @param prefix of every address here
   * @param again whether to begin anew at the end
   * @param writers prepares it that there are so many from then on, beside the ticks; what it gives
   *     is run on the tick's thread, before it is asked again
   */
  Prompter(Recording recording, String prefix, boolean again, IntFunction<Runnable> writers) {
    this.recording = recording;
    this.prefix = prefix;
    this.again = again;
    this.writers = writers;
    present = recording.writers();
    thread.setDaemon(true);
  }

  /** Begins to read. */
  void start() {
    thread.start();
  }

  /** The next tick, taken out; null: it is not read yet, or there is none. Tick's thread. */
  @Nullable Moment poll() {
    return queue.poll();
  }

  /** The next tick, if it is read already. Tick's thread. */
  @Nullable Moment peek() {
    return queue.peek();
  }

  /** Whether there are no more ticks than those in the queue. */
  boolean ended() {
    return ended;
  }

  /** Whether it has ended early, as the file could not be read. */
  boolean failed() {
    return failed;
  }

  /** Whether it waits for ticks to be taken. */
  boolean full() {
    return queue.size() == queue.capacity();
  }

  /** What a recorded address is here; the thread's, once it runs. */
  String address(String recorded) {
    return addresses.computeIfAbsent(
        recorded,
        address ->
            address.startsWith(recording.prefix() + "/")
                ? prefix + address.substring(recording.prefix().length())
                : address);
  }

  private void run() {
    try {
      boolean leap = false;
      long played;
      do {
        played = readThrough(leap);
        leap = true;
      } while (again && played > 0 && !closing);
    } catch (IOException e) {
      failed = true;
      log.error("{} cannot be read any more: {}", recording.path(), e.getMessage());
    } catch (Throwable e) { // an Error, too, is no end of the recording
      failed = true;
      log.error("{} cannot be played any more", recording.path(), e);
    } finally {
      ended = true;
    }
  }

  /** Returns how many ticks there are. */
  private long readThrough(boolean leap) throws IOException {
    long ticks = 0;
    try (BundleReader reader = new BundleReader(recording.path())) {
      List<Message> before = leap ? messages(reader.next()) : List.of();
      if (!leap) {
        reader.next(); // the state has been taken over
      }
      for (Bundle bundle = reader.next(); bundle != null && !closing; bundle = reader.next()) {
        put(moment(bundle, before));
        before = List.of();
        ticks++;
      }
      if (reader.torn() != null && complaints.due()) {
        log.warn("{} {}: it is played until there", recording.path(), reader.torn());
      }
    }
    return ticks;
  }

  private static List<Message> messages(@Nullable Bundle bundle) {
    return bundle == null ? List.of() : bundle.messages();
  }

  /** Makes a tick of a bundle, after what is to be made up for. */
  private Moment moment(Bundle bundle, List<Message> before) {
    long wallMillis = 0;
    boolean leap = !before.isEmpty();
    List<Cue> cues = new ArrayList<>(before.size() + bundle.messages().size());
    for (Message message : before) {
      add(Told.of(message), cues);
    }
    for (Message message : bundle.messages()) {
      if (message.address().equals(Format.TICK)
          && !message.arguments().isEmpty()
          && message.arguments().getFirst() instanceof Long timeTag) {
        wallMillis = TimeTag.millis(timeTag);
      }
      Told told = Told.of(message);
      if (told.kind() == Told.Kind.LOST) {
        leap = true;
        if (complaints.due()) {
          log.warn("{}: ticks are missing here, {} so far", recording.path(), told.count());
        }
      }
      add(told, cues);
    }
    return new Moment(bundle.dueNs(), wallMillis, leap, cues);
  }

  private void add(Told told, List<Cue> cues) {
    switch (told.kind()) {
      case VALUE -> cues.add(new Cue(null, address(told.address()), told.value(), false));
      case SILENT -> cues.add(new Cue(null, address(told.address()), told.value(), true));
      case STATE -> {
        if (told.count() != present) {
          present = told.count();
          cues.add(new Cue(change(present), "", List.of(), true));
        }
      }
      case LOST, NOTHING -> {}
    }
  }

  private Runnable change(int count) {
    while (changing && !closing) {
      LockSupport.parkNanos(LOOK_NS);
    }
    Runnable change = writers.apply(count);
    changing = true;
    return () -> {
      change.run();
      changing = false;
    };
  }

  private void put(Moment moment) {
    while (!queue.offer(moment) && !closing) {
      LockSupport.parkNanos(LOOK_NS);
    }
  }

  /** Reads no more. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
