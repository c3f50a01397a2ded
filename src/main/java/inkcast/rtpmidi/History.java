package inkcast.rtpmidi;

import io.netty.buffer.ByteBuf;

/**
 * What one peer was sent since the checkpoint, as the recovery journal of its next packet (RFC
 * 6295, 4 and 5). The checkpoint moves on as the peer says what it has received; and without that,
 * so that a journal keeps its size. One thread; nothing allocates.
 */
final class History {
  /**
   * Of a journal at most, unless the packet just before needs more: half a packet stays for
   * commands.
   */
  static final int MAX_BYTES = 800;

  /** Packets at most that a journal goes back: sequence numbers have but 16 bits. */
  private static final int MAX_PACKETS = 1 << 14;

  private final ChannelHistory[] channels = new ChannelHistory[Midi.CHANNELS];
  private final long first;
  private long packet;
  private long checkpoint;

  /**
   * Nothing has been sent.
   *
   * @param first sequence number, 16 bits
   */
  History(int first) {
    this.first = first & 0xffff;
    packet = this.first;
    checkpoint = packet;
    for (int i = 0; i < channels.length; i++) {
      channels[i] = new ChannelHistory(i);
    }
  }

  /** The sequence number of the packet that comes next, beyond 16 bits. */
  long packet() {
    return packet;
  }

  /** Takes down a command that the next packet has; after its journal was written. */
  void sent(int command) {
    if (Midi.status(command) < Midi.SYSTEM) {
      channels[Midi.channel(command)].sent(command, packet);
    }
  }

  /** The packet is on its way: the next one is to be written. */
  void next() {
    packet++;
  }

  /** What was sent to a channel, counted from 0. */
  ChannelHistory channel(int channel) {
    return channels[channel];
  }

  /** The peer has all up to this sequence number of 16 bits; one that was not sent is ignored. */
  void confirmed(int sequence) {
    int behind = (int) (packet - 1 - sequence & 0xffff);
    if (behind < packet - first && behind < 1 << 15) {
      checkpoint = Math.max(checkpoint, packet - behind);
    }
  }

  /** Bytes of the next packet's journal; 0: there is nothing to tell. */
  int measure() {
    checkpoint = Math.max(checkpoint, packet - MAX_PACKETS);
    int bytes = bytes(checkpoint);
    if (bytes <= MAX_BYTES) {
      return bytes;
    }
    forget();
    return bytes(checkpoint);
  }

  /** Moves the checkpoint until the journal is small enough, or has the packet before alone. */
  private void forget() {
    long tooOld = checkpoint;
    long kept = packet - 1;
    while (kept - tooOld > 1) {
      long middle = (tooOld + kept) >>> 1;
      if (bytes(middle) > MAX_BYTES) {
        tooOld = middle;
      } else {
        kept = middle;
      }
    }
    checkpoint = kept;
  }

  private int bytes(long since) {
    int bytes = 0;
    for (ChannelHistory channel : channels) {
      bytes += channel.measure(since);
    }
    return bytes == 0 ? 0 : Journal.HEADER_BYTES + bytes;
  }

  /** Appends the journal that {@link #measure} has just found. */
  void write(ByteBuf into) {
    int header = into.writerIndex();
    int flags = Journal.CHANNELS | Journal.SINGLE;
    int count = 0;
    into.writeByte(0).writeShort((int) checkpoint);
    for (ChannelHistory channel : channels) {
      if (channel.size() > 0) {
        channel.write(into, checkpoint, packet - 1);
        flags &= channel.latest() == packet - 1 ? ~Journal.SINGLE : ~0;
        count++;
      }
    }
    into.setByte(header, flags | count - 1);
  }
}
