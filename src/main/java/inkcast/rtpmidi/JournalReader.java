package inkcast.rtpmidi;

import inkcast.rtpmidi.Journal.Channel;
import inkcast.rtpmidi.Journal.Controller;
import inkcast.rtpmidi.Journal.Note;
import inkcast.rtpmidi.Journal.Program;
import inkcast.rtpmidi.Journal.Tool;
import inkcast.rtpmidi.MalformedRtpMidi.Reason;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a recovery journal (RFC 6295, 5 and appendix A). Its lengths include their own headers. The
 * system journal and the chapters M, E, T and A are passed over. Stateless.
 */
final class JournalReader {
  private static final int LENGTH_MASK = 0x3ff;
  private static final int PROGRAM_BYTES = 3;
  private static final int WHEEL_BYTES = 2;
  private static final int ALL_NOTES = 127; // as a length: 128, if also no note is released

  private JournalReader() {}

  /**
   * A journal.
   *
   * @param bytes from the journal's first byte to its last or further
   */
  static Journal read(ByteBuf bytes) throws MalformedRtpMidi {
    int header = octet(bytes);
    int checkpoint = word(bytes);
    if ((header & Journal.SYSTEM) != 0) {
      int length = word(bytes) & LENGTH_MASK;
      part(bytes, length, 2, "a system journal");
    }
    List<Channel> channels = new ArrayList<>();
    if ((header & Journal.CHANNELS) != 0) {
      for (int i = header & 0x0f; i >= 0; i--) {
        channels.add(channel(bytes));
      }
    }
    return new Journal(checkpoint, channels);
  }

  private static Channel channel(ByteBuf bytes) throws MalformedRtpMidi {
    int header = word(bytes);
    ByteBuf chapters = part(bytes, header & LENGTH_MASK, 2, "a channel journal");
    int contents = octet(chapters);
    Program program = has(contents, Journal.CHAPTER_P) ? program(chapters) : null;
    List<Controller> controllers = new ArrayList<>();
    if (has(contents, Journal.CHAPTER_C)) {
      controllers(chapters, controllers);
    }
    if (has(contents, Journal.CHAPTER_M)) {
      int length = word(chapters) & LENGTH_MASK;
      part(chapters, length, 2, "chapter M");
    }
    int wheel = has(contents, Journal.CHAPTER_W) ? wheel(chapters) : -1;
    List<Note> notes = new ArrayList<>();
    List<Integer> released = new ArrayList<>();
    if (has(contents, Journal.CHAPTER_N)) {
      notes(chapters, notes, released);
    }
    skipRest(contents, chapters);
    return new Channel(header >> 11 & 0x0f, program, controllers, wheel, notes, released);
  }

  private static boolean has(int contents, int chapter) {
    return (contents & chapter) != 0;
  }

  private static Program program(ByteBuf bytes) throws MalformedRtpMidi {
    ByteBuf chapter = part(bytes, PROGRAM_BYTES, 0, "chapter P");
    int program = chapter.readUnsignedByte() & 0x7f;
    int most = chapter.readUnsignedByte();
    int least = chapter.readUnsignedByte() & 0x7f;
    return new Program(program, most < 0x80 ? -1 : (most & 0x7f) << 7 | least);
  }

  private static void controllers(ByteBuf bytes, List<Controller> into) throws MalformedRtpMidi {
    int count = (octet(bytes) & 0x7f) + 1;
    ByteBuf logs = part(bytes, count * 2, 0, "chapter C");
    while (logs.isReadable()) {
      int number = logs.readUnsignedByte() & 0x7f;
      int value = logs.readUnsignedByte();
      if (value < 0x80) {
        into.add(new Controller(number, Tool.VALUE, value));
      } else {
        into.add(new Controller(number, value < 0xc0 ? Tool.TOGGLES : Tool.COUNT, value & 0x3f));
      }
    }
  }

  private static int wheel(ByteBuf bytes) throws MalformedRtpMidi {
    ByteBuf chapter = part(bytes, WHEEL_BYTES, 0, "chapter W");
    int least = chapter.readUnsignedByte() & 0x7f;
    return (chapter.readUnsignedByte() & 0x7f) << 7 | least;
  }

  private static void notes(ByteBuf bytes, List<Note> notes, List<Integer> released)
      throws MalformedRtpMidi {
    int count = octet(bytes) & 0x7f;
    int range = octet(bytes);
    int low = range >> 4;
    int high = range & 0x0f;
    if (count == ALL_NOTES && low == 15 && high == 0) {
      count++;
    }
    ByteBuf logs = part(bytes, count * 2, 0, "chapter N");
    while (logs.isReadable()) {
      int note = logs.readUnsignedByte() & 0x7f;
      int velocity = logs.readUnsignedByte();
      notes.add(new Note(note, velocity & 0x7f, velocity >= 0x80));
    }
    ByteBuf bits = part(bytes, Math.max(0, high - low + 1), 0, "chapter N's bits");
    for (int note = low * 8; bits.isReadable(); note += 8) {
      int octet = bits.readUnsignedByte();
      for (int i = 0; i < 8; i++) {
        if ((octet & 0x80 >> i) != 0) {
          released.add(note + i);
        }
      }
    }
  }

  private static void skipRest(int contents, ByteBuf chapters) throws MalformedRtpMidi {
    if (has(contents, Journal.CHAPTER_E)) {
      part(chapters, ((octet(chapters) & 0x7f) + 1) * 2, 0, "chapter E");
    }
    if (has(contents, Journal.CHAPTER_T)) {
      part(chapters, 1, 0, "chapter T");
    }
    if (has(contents, Journal.CHAPTER_A)) {
      part(chapters, ((octet(chapters) & 0x7f) + 1) * 2, 0, "chapter A");
    }
  }

  /**
   * The next bytes.
   *
   * @param length of them
   * @param before how many of these have been read
   */
  private static ByteBuf part(ByteBuf bytes, int length, int before, String what)
      throws MalformedRtpMidi {
    int rest = length - before;
    if (rest < 0 || rest > bytes.readableBytes()) {
      throw new MalformedRtpMidi(
          Reason.JOURNAL,
          "expected %s of %d to %d bytes, found length %d"
              .formatted(what, before, before + bytes.readableBytes(), length));
    }
    return bytes.readSlice(rest);
  }

  private static int word(ByteBuf bytes) throws MalformedRtpMidi {
    return octet(bytes) << 8 | octet(bytes);
  }

  private static int octet(ByteBuf bytes) throws MalformedRtpMidi {
    if (!bytes.isReadable()) {
      throw new MalformedRtpMidi(Reason.JOURNAL, "expected more of the journal");
    }
    return bytes.readUnsignedByte();
  }
}
