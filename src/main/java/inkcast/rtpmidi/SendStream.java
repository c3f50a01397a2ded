package inkcast.rtpmidi;

import io.netty.buffer.ByteBuf;

/**
 * The packets for one peer (RFC 6295, 2 and 3), each with a journal of those before. Every command
 * has its status byte: those of a tick alternate between channels, so that running status would
 * save little. One thread; nothing allocates but a buffer that must grow.
 */
final class SendStream {
  /** Of a packet at most: with the headers of UDP and IP it passes an Ethernet in one piece. */
  static final int MAX_BYTES = 1472;

  private static final int SHORT_LIST = 15;
  private static final int MAX_DELTA = (1 << 28) - 1;

  private final int ssrc;
  private final History history;
  private int lastTime; // of a packet, in 100 us

  /**
   * Nothing has been sent.
   *
   * @param ssrc ours
   * @param first sequence number
   */
  SendStream(int ssrc, int first) {
    this.ssrc = ssrc;
    history = new History(first);
  }

  /** What was sent. */
  History history() {
    return history;
  }

  /**
   * Appends a packet with as many events as fit.
   *
   * @param events see {@link Event}
   * @param from the first one to send; as {@code to}, for a packet that has only a journal
   * @param to behind the last one
   * @param time of the packet if there is no event, in 100 us
   * @return behind the last event in the packet
   */
  int write(ByteBuf into, long[] events, int from, int to, int time) {
    int journal = history.measure();
    int room = MAX_BYTES - RtpMidiPacket.HEADER_BYTES - 2 - journal;
    int end = from;
    int list = 0;
    while (end < to && list + size(events, from, end) <= room) {
      list += size(events, from, end);
      end++;
    }
    into.writeByte(RtpMidiPacket.VERSION << 6).writeByte(RtpMidiPacket.PAYLOAD_TYPE);
    into.writeShort((int) history.packet());
    into.writeInt(stamp(from < to ? Event.time(events[from]) : time)).writeInt(ssrc);
    if (list <= SHORT_LIST) {
      into.writeByte(RtpMidiPacket.HAS_JOURNAL | list);
    } else {
      into.writeShort((RtpMidiPacket.HAS_JOURNAL | RtpMidiPacket.LONG) << 8 | list);
    }
    for (int i = from; i < end; i++) {
      write(into, events, from, i);
    }
    history.write(into);
    for (int i = from; i < end; i++) {
      history.sent(Event.command(events[i]));
    }
    history.next();
    return end;
  }

  /**
   * Never before that of the packet before, though a tick was due before something else was said.
   */
  private int stamp(int time) {
    if (history.isBegun() && time - lastTime < 0) {
      return lastTime;
    }
    lastTime = time;
    return time;
  }

  private static int size(long[] events, int from, int at) {
    int delta = at == from ? 0 : deltaBytes(delta(events, at));
    return delta + 1 + Midi.dataBytes(Midi.status(Event.command(events[at])));
  }

  private static int delta(long[] events, int at) {
    int delta = Event.time(events[at]) - Event.time(events[at - 1]);
    return Math.clamp(delta, 0, MAX_DELTA);
  }

  private static int deltaBytes(int delta) {
    return delta < 1 << 7 ? 1 : delta < 1 << 14 ? 2 : delta < 1 << 21 ? 3 : 4;
  }

  private static void write(ByteBuf into, long[] events, int from, int at) {
    if (at > from) {
      int delta = delta(events, at);
      for (int left = deltaBytes(delta) - 1; left > 0; left--) {
        into.writeByte((delta >> (7 * left)) | 0x80);
      }
      into.writeByte(delta & 0x7f);
    }
    int command = Event.command(events[at]);
    int count = Midi.dataBytes(Midi.status(command));
    into.writeByte(Midi.status(command));
    if (count > 0) {
      into.writeByte(Midi.first(command));
    }
    if (count > 1) {
      into.writeByte(Midi.second(command));
    }
  }
}
