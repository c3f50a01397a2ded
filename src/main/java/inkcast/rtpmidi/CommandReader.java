package inkcast.rtpmidi;

import inkcast.rtpmidi.Command.End;
import inkcast.rtpmidi.Command.ShortMessage;
import inkcast.rtpmidi.Command.SysEx;
import inkcast.rtpmidi.MalformedRtpMidi.Reason;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads a MIDI list (RFC 6295, 3): delta times and commands by turns. For one packet. */
final class CommandReader {
  private static final int SYSEX = 0xf0;
  private static final int CANCEL = 0xf4;
  private static final int DROPPED_END = 0xf5; // for a SysEx that another status byte has ended
  private static final int SYSEX_END = 0xf7;
  private static final int MAX_DELTA_BYTES = 4;

  private final ByteBuf list;
  private final List<Command> commands = new ArrayList<>();
  private int running; // status byte; 0: none

  private CommandReader(ByteBuf list) {
    this.list = list;
  }

  /**
   * All commands of a list; a time with no command behind it is passed over.
   *
   * @param list is read to its end
   * @param firstHasTime whether a delta time stands before the first command
   */
  static List<Command> read(ByteBuf list, boolean firstHasTime) throws MalformedRtpMidi {
    CommandReader reader = new CommandReader(list);
    boolean hasTime = firstHasTime;
    while (list.isReadable()) {
      int deltaTime = hasTime ? reader.deltaTime() : 0;
      if (list.isReadable()) {
        reader.command(deltaTime);
      }
      hasTime = true;
    }
    return reader.commands;
  }

  private int deltaTime() throws MalformedRtpMidi {
    int time = 0;
    for (int i = 0; i < MAX_DELTA_BYTES; i++) {
      if (!list.isReadable()) {
        throw new MalformedRtpMidi(Reason.COMMAND, "expected the rest of a delta time");
      }
      int octet = list.readUnsignedByte();
      time = time << 7 | (octet & 0x7f);
      if (octet < 0x80) {
        break;
      }
    }
    return time;
  }

  private void command(int deltaTime) throws MalformedRtpMidi {
    int status = list.getUnsignedByte(list.readerIndex());
    if (status < 0x80) {
      status = running;
      if (status == 0) {
        throw new MalformedRtpMidi(
            Reason.COMMAND, "expected a status byte, found a data byte without one before it");
      }
    } else {
      list.skipBytes(1);
    }
    if (status < Midi.REAL_TIME) {
      running = status < Midi.SYSTEM ? status : 0; // real-time leaves it, the others end it
    }
    switch (status) {
      case SYSEX, SYSEX_END -> sysEx(deltaTime, status == SYSEX);
      case CANCEL, DROPPED_END -> {} // MIDI 1.0 does not define them
      default -> shortMessage(deltaTime, status);
    }
  }

  private void shortMessage(int deltaTime, int status) throws MalformedRtpMidi {
    int count = Midi.dataBytes(status);
    int first = count > 0 ? data(status) : 0;
    int second = count > 1 ? data(status) : 0;
    commands.add(new ShortMessage(deltaTime, Midi.of(status, first, second)));
  }

  private int data(int status) throws MalformedRtpMidi {
    int data = list.isReadable() ? list.readUnsignedByte() : -1;
    if (data < 0 || data > 0x7f) {
      throw new MalformedRtpMidi(
          Reason.COMMAND,
          "expected a data byte for status %02x, found %s"
              .formatted(status, data < 0 ? "the end" : "%02x".formatted(data)));
    }
    return data;
  }

  /** Real-time commands may stand within; they come out before it. */
  private void sysEx(int deltaTime, boolean first) throws MalformedRtpMidi {
    ByteBuffer data = ByteBuffer.allocate(toEnd());
    int time = deltaTime;
    while (list.isReadable()) {
      int octet = list.readUnsignedByte();
      if (octet < 0x80) {
        data.put((byte) octet);
      } else if (octet >= Midi.REAL_TIME) {
        commands.add(new ShortMessage(time, Midi.of(octet, 0, 0)));
        time = 0;
      } else {
        commands.add(new SysEx(time, first, end(octet), data.flip().asReadOnlyBuffer()));
        return;
      }
    }
    throw new MalformedRtpMidi(Reason.COMMAND, "expected the end of SysEx");
  }

  /** Bytes up to the status byte that ends SysEx. */
  private int toEnd() {
    int end = list.forEachByte(octet -> octet >= 0 || (octet & 0xff) >= Midi.REAL_TIME);
    return end < 0 ? list.readableBytes() : end - list.readerIndex();
  }

  private static End end(int octet) throws MalformedRtpMidi {
    return switch (octet) {
      case SYSEX_END, DROPPED_END -> End.COMPLETE;
      case SYSEX -> End.MORE;
      case CANCEL -> End.CANCELLED;
      default ->
          throw new MalformedRtpMidi(
              Reason.COMMAND, "expected the end of SysEx, found %02x".formatted(octet));
    };
  }
}
