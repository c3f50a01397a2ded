package inkcast.osc;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * A stream to packets. What is too large or no SLIP is counted, told to the next handler as an
 * event, its {@link Counter}, and passed over up to its END; then all is well again. Each byte is
 * looked at once, however slowly they come; so Netty's decoder for delimiters, which seeks from the
 * start again and again, is not used.
 */
final class SlipDecoder extends ChannelInboundHandlerAdapter {
  /** Bytes of a packet at most. */
  static final int MAX_PACKET = 64 * 1024;

  private static final int FIRST_CAPACITY = 256;

  private final Counters counters;
  private final ByteBuf packet = Unpooled.buffer(FIRST_CAPACITY, MAX_PACKET);
  private boolean begun;
  private boolean escaped;
  private @Nullable Counter fault; // of this frame

  SlipDecoder(Counters counters) {
    this.counters = counters;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf stream = (ByteBuf) message;
    try {
      while (stream.isReadable() && ctx.channel().isOpen()) {
        byte next = stream.readByte();
        if (!begun && !begins(next)) {
          refuse(ctx, Counter.OSC_BAD_FRAME); // now: its END may never come
        }
        begun = true;
        if (next == Slip.END) {
          end(ctx);
        } else if (fault == null) {
          add(next);
        }
      }
    } finally {
      stream.release();
    }
  }

  /** Whether a stream of packets may begin so; HTTP, TLS or packets behind their size do not. */
  private static boolean begins(byte first) {
    return first == Slip.END || first == '/' || first == '#';
  }

  private void add(byte next) {
    if (escaped) {
      escaped = false;
      switch (next) {
        case Slip.ESC_END -> append(Slip.END);
        case Slip.ESC_ESC -> append(Slip.ESC);
        default -> fault = Counter.OSC_BAD_FRAME;
      }
    } else if (next == Slip.ESC) {
      escaped = true;
    } else {
      append(next);
    }
  }

  private void append(byte next) {
    if (packet.writerIndex() == MAX_PACKET) {
      fault = Counter.OSC_TOO_LARGE;
    } else {
      packet.writeByte(next);
    }
  }

  private void end(ChannelHandlerContext ctx) {
    if (escaped) {
      fault = Counter.OSC_BAD_FRAME;
    }
    if (fault != null) {
      refuse(ctx, fault);
    } else if (packet.isReadable()) {
      ctx.fireChannelRead(packet.retainedDuplicate()); // is read before this returns
    }
    packet.clear();
    escaped = false;
    fault = null;
  }

  private void refuse(ChannelHandlerContext ctx, Counter reason) {
    counters.count(reason);
    ctx.fireUserEventTriggered(reason);
  }
}
