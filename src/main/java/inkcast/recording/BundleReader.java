package inkcast.recording;

import inkcast.packet.Bundles;
import inkcast.packet.Decoder;
import inkcast.packet.MalformedPacket;
import inkcast.packet.Message;
import inkcast.packet.TimeTag;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bundles of a file, up to its end or to where it is torn. One thread. */
final class BundleReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DataInputStream in;
  private final Decoder decoder = new Decoder();
  private final long size; // of the file, when it was opened
  private long at; // where the next bundle begins
  private @Nullable String torn;

  /**
   * A bundle.
   *
   * @param dueNs since the recording began
   */
  record Bundle(long dueNs, List<Message> messages) {}

  BundleReader(Path path) throws IOException {
    size = Files.size(path);
    in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES));
  }

  /**
   * The next bundle.
   *
   * @return null at the end, or where nothing can be read: see {@link #torn}
   * @throws IOException if the disk fails
   */
  @Nullable Bundle next() throws IOException {
    long left = size - at;
    if (left == 0 || torn != null) {
      return null;
    }
    if (left < Format.SIZE_BYTES) {
      return tornBy("ends within a tick");
    }
    int length = in.readInt();
    if (length == 0) {
      return tornBy("holds nothing but zeros"); // as power cuts leave it
    }
    if (length < Bundles.HEADER_SIZE || length % 4 != 0 || length > Format.MAX_BUNDLE_BYTES) {
      return tornBy("holds no OSC bundle");
    }
    if (length > left - Format.SIZE_BYTES) {
      return tornBy("ends within a tick");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    List<Message> messages = new ArrayList<>();
    ByteBuf bundle = Unpooled.wrappedBuffer(bytes);
    long name = bundle.readLong();
    long timeTag = bundle.readLong();
    try {
      if (name != Bundles.NAME || !read(bundle, messages)) {
        return tornBy("holds no OSC bundle");
      }
    } catch (MalformedPacket e) {
      return tornBy("cannot be read (" + e.getMessage() + ")");
    }
    for (Message message : messages) {
      Told told = Told.of(message);
      if (told.kind() == Told.Kind.STATE
          && (told.count() < 0 || told.count() > Format.MAX_WRITERS)) {
        return tornBy("says that there are " + told.count() + " writers");
      }
    }
    at += Format.SIZE_BYTES + length;
    return new Bundle(TimeTag.nanos(timeTag), messages);
  }

  /** Why nothing is read beyond some place, to be said of the file; null: it is whole so far. */
  @Nullable String torn() {
    return torn;
  }

  private @Nullable Bundle tornBy(String what) {
    torn = what + " at byte " + at + " of " + size;
    return null;
  }

  /** Reads all elements; false if they do not fit into the bundle. */
  private boolean read(ByteBuf bundle, List<Message> into) throws MalformedPacket {
    while (bundle.isReadable()) {
      int length = bundle.readableBytes() < Format.SIZE_BYTES ? -1 : bundle.readInt();
      if (length < 0 || length > bundle.readableBytes()) {
        return false;
      }
      into.addAll(decoder.decode(bundle.readSlice(length)));
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
