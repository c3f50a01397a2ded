package inkcast.midi;

import inkcast.rtpmidi.Midi;
import inkcast.stage.Role;
import java.util.List;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import org.jspecify.annotations.Nullable;

/** The way from a device: whoever plays on this machine's ports is an operator. One thread. */
final class LocalInput implements AutoCloseable {
  private final MidiControl control;
  private @Nullable MidiDevice device;

  /** Not open. */
  LocalInput(MidiControl control) {
    this.control = control;
  }

  boolean isOpen() {
    return device != null;
  }

  /** Opens a device, or leaves it closed. */
  void open(MidiDevice candidate) throws MidiUnavailableException {
    candidate.open();
    try {
      candidate.getTransmitter().setReceiver(new Ear(control));
      device = candidate;
    } finally {
      if (device == null) {
        candidate.close();
      }
    }
  }

  /** Loses the device unless one of its name is there. */
  void loseUnless(List<MidiDevice.Info> there) {
    if (isGone(device, there)) {
      close();
    }
  }

  /** Gives the device back. */
  @Override
  public void close() {
    closeQuietly(device);
    device = null;
  }

  static boolean isGone(@Nullable MidiDevice device, List<MidiDevice.Info> there) {
    return device != null
        && there.stream().noneMatch(i -> i.getName().equals(device.getDeviceInfo().getName()));
  }

  static void closeQuietly(@Nullable MidiDevice device) {
    try {
      if (device != null) {
        device.close();
      }
    } catch (RuntimeException e) {
      // it is not there any more
    }
  }

  /** Hears on the device's thread. */
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
