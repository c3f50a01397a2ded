package inkcast.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Transmitter;
import javax.sound.midi.spi.MidiDeviceProvider;

/** A machine's ports, which a test plugs in and pulls out. */
public final class PluggedProvider extends MidiDeviceProvider {
  static final List<Plugged> PLUGGED = new CopyOnWriteArrayList<>();

  @Override
  public MidiDevice.Info[] getDeviceInfo() {
    return PLUGGED.stream().map(device -> device.info).toArray(MidiDevice.Info[]::new);
  }

  @Override
  public MidiDevice getDevice(MidiDevice.Info info) {
    return PLUGGED.stream()
        .filter(device -> device.info.equals(info))
        .findFirst()
        .orElseThrow(IllegalArgumentException::new);
  }

  /** A port, in both directions or one. */
  static final class Plugged implements MidiDevice {
    final List<String> heard = new CopyOnWriteArrayList<>();
    private final Name info;
    private final List<Receiver> receivers = new ArrayList<>();
    private final boolean hears;
    private final boolean plays;
    final Semaphore pace = new Semaphore(Integer.MAX_VALUE); // a command each
    volatile boolean open;
    volatile boolean busy;

    Plugged(String name) {
      this(name, true, true);
    }

    Plugged(String name, boolean hears, boolean plays) {
      info = new Name(name);
      this.hears = hears;
      this.plays = plays;
    }

    /** Another program plays on it. */
    void play(MidiMessage message) {
      receivers.forEach(receiver -> receiver.send(message, -1));
    }

    private static final class Name extends Info {
      Name(String name) {
        super(name, "", "", "");
      }
    }

    @Override
    public Info getDeviceInfo() {
      return info;
    }

    @Override
    public void open() throws MidiUnavailableException {
      if (busy) {
        throw new MidiUnavailableException("it is busy");
      }
      open = true;
    }

    @Override
    public void close() {
      open = false;
      receivers.clear();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public long getMicrosecondPosition() {
      return -1;
    }

    @Override
    public int getMaxReceivers() {
      return hears ? -1 : 0;
    }

    @Override
    public int getMaxTransmitters() {
      return plays ? -1 : 0;
    }

    @Override
    public Receiver getReceiver() {
      return new Receiver() {
        @Override
        public void send(MidiMessage message, long timeStamp) {
          if (!open || !PLUGGED.contains(Plugged.this)) {
            throw new IllegalStateException("it is gone");
          }
          pace.acquireUninterruptibly();
          StringBuilder bytes = new StringBuilder();
          for (int i = 0; i < message.getLength(); i++) {
            bytes.append("%02x".formatted(message.getMessage()[i]));
          }
          heard.add(bytes.toString());
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public List<Receiver> getReceivers() {
      return List.of();
    }

    @Override
    public Transmitter getTransmitter() {
      return new Transmitter() {
        @Override
        public void setReceiver(Receiver receiver) {
          receivers.add(receiver);
        }

        @Override
        public Receiver getReceiver() {
          return receivers.getFirst();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public List<Transmitter> getTransmitters() {
      return List.of();
    }
  }
}
