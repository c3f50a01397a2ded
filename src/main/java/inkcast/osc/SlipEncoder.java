package inkcast.osc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Packets to a stream: copies them, so that a slow reader never keeps a tick's frame. */
final class SlipEncoder extends MessageToByteEncoder<ByteBuf> {
  SlipEncoder() {
    super(ByteBuf.class);
  }

  @Override
  protected ByteBuf allocateBuffer(ChannelHandlerContext ctx, ByteBuf packet, boolean direct) {
    return ctx.alloc().ioBuffer(packet.readableBytes() + 8); // grows if more must be escaped
  }

  @Override
  protected void encode(ChannelHandlerContext ctx, ByteBuf packet, ByteBuf stream) {
    stream.writeByte(Slip.END);
    while (packet.isReadable()) {
      byte next = packet.readByte();
      switch (next) {
        case Slip.END -> stream.writeByte(Slip.ESC).writeByte(Slip.ESC_END);
        case Slip.ESC -> stream.writeByte(Slip.ESC).writeByte(Slip.ESC_ESC);
        default -> stream.writeByte(next);
      }
    }
    stream.writeByte(Slip.END);
  }
}
