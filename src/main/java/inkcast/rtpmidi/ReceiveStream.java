package inkcast.rtpmidi;

import inkcast.rtpmidi.Command.ShortMessage;
import inkcast.rtpmidi.Command.SysEx;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one peer: finds by their numbers what was lost, and emits by the next packet's
 * journal what is missing, nothing else. One thread.
 */
final class ReceiveStream {
  // RFC 3550, A.1: what is further away is no longer the same sequence.
  private static final int MAX_AHEAD = 3000;
  private static final int MAX_BEHIND = 100;
  private static final int NONE = -1;

  private final ChannelState[] channels = new ChannelState[Midi.CHANNELS];
  private final Output output;
  private int highest = NONE;

  /** What is told of them, in this order for a packet. */
  interface Output {
    /** Packets did not come, or come too late. */
    void lost(int packets);

    /** A packet that was made up for, or came twice, is dropped. */
    void late();

    /**
     * What a journal says was missed, or that must not sound on.
     *
     * @param time of the packet, in 100 us of the peer's clock
     */
    void repaired(int time, int command);

    /**
     * As sent.
     *
     * @param time in 100 us of the peer's clock
     */
    void received(int time, int command);

    /** SysEx, in parts. */
    void received(int time, SysEx part);
  }

  /** Nothing has come yet. */
  ReceiveStream(Output output) {
    this.output = output;
    for (int i = 0; i < channels.length; i++) {
      channels[i] = new ChannelState(i);
    }
  }

  /** The last sequence number; below 0: none yet. */
  int highest() {
    return highest;
  }

  /** Takes a packet. */
  void receive(RtpMidiPacket packet) {
    int step = highest == NONE ? 0 : (short) (packet.sequence() - highest);
    boolean other = step > MAX_AHEAD || step < -MAX_BEHIND;
    if (highest != NONE && step <= 0 && !other) {
      output.late();
      return;
    }
    IntConsumer repaired = command -> output.repaired(packet.timestamp(), command);
    if (other) {
      silence(repaired);
      highest = NONE;
    }
    if (highest == NONE) {
      repair(packet.journal(), repaired); // who comes late hears what there is
    } else if (step > 1) {
      output.lost(step - 1);
      repairLost(packet.journal(), repaired);
    }
    highest = packet.sequence();
    play(packet);
  }

  /** What comes next is the first packet. */
  void forget() {
    highest = NONE;
  }

  /** Emits note-offs for what sounds. */
  void silence(int time) {
    silence(command -> output.repaired(time, command));
  }

  private void silence(IntConsumer repaired) {
    for (ChannelState channel : channels) {
      channel.silence(repaired);
    }
  }

  /**
   * What the journal does not cover may have ended: a note too short is better than one for ever.
   */
  private void repairLost(@Nullable Journal journal, IntConsumer repaired) {
    if (journal == null) {
      silence(repaired);
    } else {
      if ((short) (journal.checkpoint() - highest) > 1) {
        for (ChannelState channel : channels) {
          channel.silenceBut(journal, repaired);
        }
      }
      repair(journal, repaired);
    }
  }

  private void repair(@Nullable Journal journal, IntConsumer repaired) {
    if (journal != null) {
      for (Journal.Channel channel : journal.channels()) {
        channels[channel.channel()].repair(channel, repaired);
      }
    }
  }

  private void play(RtpMidiPacket packet) {
    int time = packet.timestamp();
    for (Command command : packet.commands()) {
      time += command.deltaTime();
      switch (command) {
        case ShortMessage(_, int message) -> {
          if (Midi.status(message) < Midi.SYSTEM) {
            channels[Midi.channel(message)].heard(message);
          }
          output.received(time, message);
        }
        case SysEx part -> output.received(time, part);
      }
    }
  }
}
