package inkcast.midi;

import inkcast.rtpmidi.Event;
import inkcast.rtpmidi.Midi;
import inkcast.rtpmidi.Outbox;
import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MIDI port of this machine, in both directions, while it is there: it is opened when it appears,
 * and sought again when it has vanished. A thread of its own does all that may wait.
 */
final class LocalPort implements Port, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalPort.class);
  private static final int EVENTS = 1 << 14;
  private static final int EVENTS_AT_ONCE = 1 << 10;
  private static final long LOOK_EVERY_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long CLOSE_MILLIS = 1_000;
  private static final long NOW = -1;

  private final String name;
  private final Channels channels;
  private final MidiControl control;
  private final Counters counters;
  private final Thread thread;
  private final Outbox outbox;
  private volatile boolean closing;

  // The thread's own.
  private final long[] events = new long[EVENTS_AT_ONCE];
  private final BitSet sounding = new BitSet(); // channel * 128 + note
  private final BitSet used = new BitSet(); // channels
  private @Nullable MidiDevice sends;
  private @Nullable MidiDevice hears;
  private @Nullable Receiver receiver;
  private @Nullable String said; // of why it is not there
  private long lookedNs;

  /**
   * Not there yet.
   *
   * @param name of the port, or its beginning
   */
  LocalPort(String name, Channels channels, MidiControl control, Counters counters) {
    this.name = name;
    this.channels = channels;
    this.control = control;
    this.counters = counters;
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
    look();
    while (!closing) {
      if (System.nanoTime() - lookedNs >= LOOK_EVERY_NS) {
        look();
      }
      if (!drain()) {
        LockSupport.parkNanos(LOOK_EVERY_NS);
      }
    }
    drain();
    shut();
  }

  private boolean drain() {
    outbox.begin();
    int count = outbox.take(events);
    for (int i = 0; i < count; i++) {
      play(Event.command(events[i]));
    }
    counters.add(Counter.MIDI_DROPPED, outbox.takeRefused());
    if (outbox.takeOverflow()) {
      silence(); // a note-off may have been among what was dropped
    }
    return count > 0;
  }

  private void play(int command) {
    Receiver to = receiver;
    if (to == null) {
      return;
    }
    int key = Midi.channel(command) * Midi.VALUES + Midi.first(command);
    if (Midi.startsNote(command)) {
      sounding.set(key);
    } else if (Midi.endsNote(command)) {
      sounding.clear(key);
    }
    used.set(Midi.channel(command));
    try {
      to.send(message(command), NOW);
    } catch (RuntimeException e) { // what devices throw when they have been pulled out
      counters.count(Counter.MIDI_ERRORS);
      vanished(e.toString());
    }
  }

  private void silence() {
    for (int key : sounding.stream().toArray()) {
      play(Midi.noteOff(key / Midi.VALUES, key % Midi.VALUES));
    }
    for (int channel : used.stream().toArray()) {
      play(Midi.control(channel, Midi.SUSTAIN, 0));
      play(Midi.control(channel, Midi.ALL_NOTES_OFF, 0));
      play(Midi.control(channel, Midi.ALL_SOUND_OFF, 0));
    }
  }

  /** Sees whether the port is there still, or is there now. */
  private void look() {
    lookedNs = System.nanoTime();
    try {
      List<MidiDevice.Info> there =
          Arrays.stream(MidiSystem.getMidiDeviceInfo())
              .filter(info -> info.getName().startsWith(name))
              .toList();
      if (isGone(sends, there) || isGone(hears, there)) {
        vanished("it is not there any more");
      }
      for (MidiDevice.Info info : there) {
        open(info);
      }
      if (sends == null && hears == null) {
        say("it is not there");
      }
    } catch (MidiUnavailableException | RuntimeException e) {
      say(e.toString());
    }
  }

  private static boolean isGone(@Nullable MidiDevice device, List<MidiDevice.Info> there) {
    return device != null
        && there.stream().noneMatch(i -> i.getName().equals(device.getDeviceInfo().getName()));
  }

  private void open(MidiDevice.Info info) throws MidiUnavailableException {
    MidiDevice device = MidiSystem.getMidiDevice(info);
    if (sends == null && device.getMaxReceivers() != 0) {
      device.open();
      sends = device;
      receiver = device.getReceiver();
      Arrays.stream(channels.welcome()).forEach(this::play);
      opened("to it");
    }
    if (hears == null && device.getMaxTransmitters() != 0) {
      device.open();
      hears = device;
      device.getTransmitter().setReceiver(new Ear(control));
      opened("from it");
    }
  }

  private void opened(String direction) {
    said = null;
    log.info("MIDI port {}: open, {}", name, direction);
  }

  private void vanished(String why) {
    sounding.clear();
    used.clear();
    shut();
    say(why);
  }

  /** Says why there is no port, unless that was said last. */
  private void say(String why) {
    if (!why.equals(said)) {
      said = why;
      List<String> names =
          Arrays.stream(MidiSystem.getMidiDeviceInfo()).map(MidiDevice.Info::getName).toList();
      log.warn("MIDI port {}: {}; trying again. Ports are: {}", name, why, names);
    }
  }

  private void shut() {
    silence();
    receiver = null;
    for (MidiDevice device : new MidiDevice[] {sends, hears}) {
      if (device != null) {
        try {
          device.close();
        } catch (RuntimeException e) {
          log.debug("cannot close {}", name, e);
        }
      }
    }
    sends = null;
    hears = null;
    sounding.clear();
    used.clear();
  }

  private static ShortMessage message(int command) {
    try {
      return new ShortMessage(Midi.status(command), Midi.first(command), Midi.second(command));
    } catch (InvalidMidiDataException e) {
      throw new AssertionError("a command is valid", e);
    }
  }

  /** What the port's other side plays; the device's thread. */
  private record Ear(MidiControl control) implements Receiver {
    @Override
    public void send(MidiMessage message, long timeStamp) {
      if (message instanceof ShortMessage heard) {
        control.received(
            Role.OPERATOR, Midi.of(heard.getStatus(), heard.getData1(), heard.getData2()));
      }
    }

    @Override
    public void close() {
      // The device ends it.
    }
  }
}
