package inkcast.midi;

import inkcast.rtpmidi.Event;
import inkcast.rtpmidi.Midi;
import inkcast.rtpmidi.Outbox;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MIDI port of this machine, in both directions, while it is there: it is opened when it appears,
 * and sought again when it has vanished. A thread of its own does all that may wait.
 */
final class LocalPort implements Port, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalPort.class);
  private static final int EVENTS = 1 << 14;
  private static final long LOOK_EVERY_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long CLOSE_MILLIS = 1_000;

  /** What ALSA calls its first port once more, which cannot be opened twice. */
  private static final String ALIAS = "[default]";

  private final String name;
  private final Counters counters;
  private final Thread thread;
  private final Outbox outbox;
  private volatile boolean closing;
  private volatile boolean open;

  // The thread's own.
  private final long[] events = new long[EVENTS];
  private final BitSet newer = new BitSet(); // controllers and wheels that a batch has once more
  private final LocalOutput output;
  private final LocalInput input;
  private final LogLimit limit = new LogLimit();
  private String said = "";
  private long lookedNs;

  /**
   * Not there yet.
   *
   * @param name of the port, or its beginning
   */
  LocalPort(String name, Channels channels, MidiControl control, Counters counters) {
    this.name = name;
    this.counters = counters;
    output = new LocalOutput(channels::welcome);
    input = new LocalInput(control);
    thread = new Thread(this::run, "midi " + name);
    thread.setDaemon(true);
    outbox = new Outbox(EVENTS, _ -> LockSupport.unpark(thread), () -> {});
  }

  /** Begins to seek, if it has not. */
  void start() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  /** Whether it is there; any thread. */
  boolean isOpen() {
    return open;
  }

  @Override
  public boolean send(int command, long timeNs) {
    boolean note = Midi.startsNote(command) || Midi.endsNote(command);
    return outbox.add(Event.of(0, command), note);
  }

  @Override
  public void flush() {
    outbox.publish();
  }

  /** Ends what sounds, and gives the port back. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_MILLIS); // a device may be stuck
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    lookedNs = System.nanoTime() - LOOK_EVERY_NS;
    while (!closing) {
      if (System.nanoTime() - lookedNs >= LOOK_EVERY_NS) {
        lookedNs = System.nanoTime();
        look();
      }
      if (!drain()) {
        LockSupport.parkNanos(LOOK_EVERY_NS);
      }
    }
    output.close();
    input.close();
  }

  private boolean drain() {
    outbox.begin();
    int count = outbox.take(events);
    leaveOutOld(count);
    for (int i = 0; i < count && !closing; i++) {
      if (events[i] != 0) {
        int command = Event.command(events[i]);
        attempt(() -> output.play(command));
      }
    }
    counters.add(Counter.MIDI_DROPPED, outbox.takeRefused());
    if (outbox.takeOverflow()) {
      attempt(output::silence); // a note-off may have been among what was dropped
    }
    return count > 0;
  }

  /**
   * Of each controller and wheel in a batch only the newest is played: a cable takes a thousand
   * commands a second, and what it cannot take would be heard later and later.
   */
  private void leaveOutOld(int count) {
    newer.clear();
    for (int i = count - 1; i >= 0; i--) {
      int command = Event.command(events[i]);
      int kind = Midi.kind(command);
      boolean value = kind == Midi.CONTROL && Midi.isValue(Midi.first(command));
      if (value || kind == Midi.WHEEL) {
        int key = Midi.status(command) << 7 | (value ? Midi.first(command) : 0);
        if (newer.get(key)) {
          events[i] = 0;
        }
        newer.set(key);
      }
    }
  }

  private void attempt(Runnable playing) {
    try {
      playing.run();
    } catch (RuntimeException e) { // what devices throw when they have been pulled out
      counters.count(Counter.MIDI_ERRORS);
      output.lose();
      open = false;
      input.close(); // it may be another device's by the time that one of its name is there
      say("not there any more (" + e + "); seeking it");
    }
  }

  /** Sees whether the port is there still, or is there now. */
  private void look() {
    try {
      List<MidiDevice.Info> there =
          Arrays.stream(MidiSystem.getMidiDeviceInfo()).filter(this::isMeant).toList();
      output.loseUnless(there);
      input.loseUnless(there);
      String why = "it is not there; there are " + names();
      for (MidiDevice.Info info : there) {
        try {
          open(MidiSystem.getMidiDevice(info));
        } catch (MidiUnavailableException | RuntimeException e) {
          why = e.toString(); // another one may be free
        }
      }
      open = output.isOpen() || input.isOpen();
      say(open ? "open" + directions() : "seeking it: " + why);
    } catch (RuntimeException e) {
      open = false;
      say("seeking it: " + e);
    }
  }

  private boolean isMeant(MidiDevice.Info info) {
    String there = info.getName();
    return there.equals(name) || (there.startsWith(name) && !there.contains(ALIAS));
  }

  private void open(MidiDevice device) throws MidiUnavailableException {
    try {
      if (!output.isOpen() && device.getMaxReceivers() != 0) {
        output.open(device);
      }
    } finally { // one direction may be taken by another program
      if (!input.isOpen() && device.getMaxTransmitters() != 0) {
        input.open(device);
      }
    }
  }

  private String directions() {
    return (output.isOpen() ? ", to it" : "") + (input.isOpen() ? ", from it" : "");
  }

  private static List<String> names() {
    return Arrays.stream(MidiSystem.getMidiDeviceInfo()).map(MidiDevice.Info::getName).toList();
  }

  /** Says how it is, unless that was said last. */
  private void say(String how) {
    if (!how.equals(said)) {
      said = how;
      if (limit.due()) {
        log.info("MIDI port {}: {}", name, how);
      }
    }
  }
}
