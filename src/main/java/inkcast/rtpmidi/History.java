package inkcast.rtpmidi;

import io.netty.buffer.ByteBuf;
import java.util.function.LongToIntFunction;

/**
 * What one peer was sent since the checkpoint, as the recovery journal of its next packet (RFC
 * 6295, 4 and 5). The checkpoint moves on as the peer says what it has received. One thread;
 * nothing allocates.
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
  private long logsSince; // note-ons before are left out

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

  /** Whether there was a packet. */
  boolean isBegun() {
    return packet != first;
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

  /**
   * The peer has all up to this sequence number of 16 bits.
   *
   * @return false if that is no news, or was never sent
   */
  boolean confirmed(int sequence) {
    int behind = (int) (packet - 1 - sequence & 0xffff);
    if (packet - 1 - behind < checkpoint) {
      return false;
    }
    checkpoint = packet - behind;
    return true;
  }

  /** Whether the peer may lack anything. */
  boolean isPending() {
    return bytes(checkpoint, checkpoint) > Journal.HEADER_BYTES;
  }

  /**
   * Bytes of the next packet's journal. Where all would be too much, note-ons of long ago are left
   * out first: who has lost one misses a note, and nothing sounds for ever.
   */
  int measure() {
    checkpoint = Math.max(checkpoint, packet - MAX_PACKETS);
    logsSince = checkpoint;
    if (bytes(checkpoint, checkpoint) > MAX_BYTES) {
      logsSince = oldest(since -> bytes(checkpoint, since));
      if (bytes(checkpoint, logsSince) > MAX_BYTES) {
        checkpoint = oldest(since -> bytes(since, since));
        logsSince = checkpoint;
      }
    }
    return bytes(checkpoint, logsSince);
  }

  /** The packet back to which a journal is small enough; the one before at least. */
  private long oldest(LongToIntFunction bytes) {
    long tooOld = checkpoint;
    long kept = packet - 1;
    while (kept - tooOld > 1) {
      long middle = (tooOld + kept) >>> 1;
      if (bytes.applyAsInt(middle) > MAX_BYTES) {
        tooOld = middle;
      } else {
        kept = middle;
      }
    }
    return kept;
  }

  private int bytes(long since, long logs) {
    int bytes = Journal.HEADER_BYTES;
    for (ChannelHistory channel : channels) {
      bytes += channel.measure(since, logs);
    }
    return bytes;
  }

  /** Appends the journal that {@link #measure} has just found. */
  void write(ByteBuf into) {
    int header = into.writerIndex();
    int flags = Journal.SINGLE;
    int count = 0;
    into.writeByte(0).writeShort((int) checkpoint);
    for (ChannelHistory channel : channels) {
      if (channel.size() > 0) {
        channel.write(into, checkpoint, logsSince, packet - 1);
        flags &= channel.latest() == packet - 1 ? ~Journal.SINGLE : ~0;
        count++;
      }
    }
    into.setByte(header, count == 0 ? flags : flags | Journal.CHANNELS | count - 1);
  }
}
