package inkcast.rtpmidi;

/**
 * Reads packets of ours by the letter of RFC 6295, with no code of the room, and plays them: what
 * it takes of a journal is what a peer would that trusts it. Of channel mode it hears only what
 * ends notes.
 */
final class JournalEar {
  private final Sounding sounding = new Sounding();
  private final int[] modeCounts = new int[16 * 128];
  private byte[] bytes = {};
  private int at;
  private int highest = -1;

  Sounding sounding() {
    return sounding;
  }

  int highest() {
    return highest;
  }

  void hear(byte[] packet) {
    bytes = packet;
    at = 12;
    int sequence = (packet[2] & 0xff) << 8 | (packet[3] & 0xff);
    int flags = next();
    int length = (flags & 0x80) == 0 ? flags & 0x0f : (flags & 0x0f) << 8 | next();
    int list = at;
    at += length;
    if ((flags & 0x40) != 0 && sequence != (highest + 1 & 0xffff)) {
      journal();
    }
    at = list;
    while (at < list + length) {
      if (at > list || (flags & 0x20) != 0) {
        while (next() > 0x7f) {} // the delta time
      }
      int status = next();
      int first = next();
      int second = status >> 4 == 0xc ? 0 : next();
      play(status, first, second);
    }
    highest = sequence;
  }

  private void play(int status, int first, int second) {
    if (status >> 4 == 0xb && first >= 120) {
      modeCounts[(status & 15) * 128 + first]++;
    }
    sounding.hear(status << 16 | first << 8 | second);
  }

  private void journal() {
    int header = next();
    at += 2;
    if ((header & 0x40) != 0) {
      throw new AssertionError("a system journal");
    }
    int channels = (header & 0x20) == 0 ? 0 : (header & 0x0f) + 1;
    for (int i = 0; i < channels; i++) {
      int start = at;
      int word = next() << 8 | next();
      channel(word >> 11 & 15, next());
      if (at != start + (word & 0x3ff)) {
        throw new AssertionError("length " + (word & 0x3ff) + ", read " + (at - start));
      }
    }
    if (at != bytes.length) {
      throw new AssertionError("bytes behind the journal: " + (bytes.length - at));
    }
  }

  private void channel(int channel, int chapters) {
    if ((chapters & 0x27) != 0) {
      throw new AssertionError("chapters " + Integer.toHexString(chapters));
    }
    if ((chapters & 0x80) != 0) {
      int program = next() & 0x7f;
      at += 2; // the bank has a log in chapter C
      sounding.hear((0xc0 | channel) << 16 | program << 8);
    }
    if ((chapters & 0x40) != 0) {
      for (int i = next() & 0x7f; i >= 0; i--) {
        control(channel, next() & 0x7f, next());
      }
    }
    if ((chapters & 0x10) != 0) {
      int least = next() & 0x7f;
      sounding.hear((0xe0 | channel) << 16 | least << 8 | next());
    }
    if ((chapters & 0x08) != 0) {
      notes(channel);
    }
  }

  private void control(int channel, int number, int value) {
    int count = channel * 128 + number;
    if (value < 0x80) {
      sounding.hear((0xb0 | channel) << 16 | number << 8 | value);
    } else if ((modeCounts[count] & 0x3f) != (value & 0x3f)) {
      modeCounts[count] = value & 0x3f;
      sounding.hear((0xb0 | channel) << 16 | number << 8);
    }
  }

  private void notes(int channel) {
    int logs = next() & 0x7f;
    int range = next();
    if (logs == 127 && range == 0xf0) {
      logs = 128;
    }
    for (int i = 0; i < logs; i++) {
      int note = next() & 0x7f;
      sounding.hear((0x90 | channel) << 16 | note << 8 | (next() & 0x7f));
    }
    for (int octet = range >> 4; octet <= (range & 15); octet++) {
      int bits = next();
      for (int i = 0; i < 8; i++) {
        if ((bits >> (7 - i) & 1) != 0) {
          sounding.hear((0x80 | channel) << 16 | (octet * 8 + i) << 8);
        }
      }
    }
  }

  private int next() {
    return bytes[at++] & 0xff;
  }
}
