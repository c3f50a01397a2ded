package inkcast.recording;

import inkcast.packet.Bundles;
import inkcast.packet.TimeTag;
import inkcast.recording.Disk.Chunk;
import inkcast.stage.AddressSpace;
import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Node;
import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Output;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down everything that outputs are told, and what came in, as {@link Format} says; the last
 * of the outputs, as some have nodes of their own. Tick's thread only, but for {@link #prepare}.
 */
public final class Recorder implements Output, AutoCloseable {
  private static final int CHUNKS = 32;
  private static final int CHUNK_BYTES = 1 << 16; // two seconds of a handful of writers
  private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);

  private static final int NO_BUNDLE = -1;
  private static final byte[] TICK = (Format.TICK + "\0,t\0\0").getBytes(StandardCharsets.US_ASCII);
  private static final int TIME_TAG_BYTES = 8;

  // From a bundle's begin, its size:
  private static final int DUE = Format.SIZE_BYTES + TIME_TAG_BYTES;
  private static final int WALL =
      Format.SIZE_BYTES + Bundles.HEADER_SIZE + Format.SIZE_BYTES + TICK.length;

  private final AddressSpace space;
  private final Counters counters;
  private final LongSupplier dueNs;
  private final Disk disk;
  private NodeMessages messages;
  private @Nullable Chunk chunk;
  private int bundle = NO_BUNDLE; // where in the chunk the present tick's begins
  private boolean gap; // ticks are missing since the last that was written
  private long gapNs; // when it began
  private boolean begun;
  private long firstNs;

  /**
   * Begins with the state that the nodes have now; before the first tick.
   *
   * @param program who writes this, for whoever finds it later
   * @param dueNs when the present tick was due, monotonic
   * @throws IOException if not even the beginning can be written
   */
  public Recorder(
      RecordingFile file, String program, AddressSpace space, LongSupplier dueNs, Counters counters)
      throws IOException {
    this((Disk.Store) file, program, space, dueNs, counters);
  }

  /** As the other, to wherever. */
  Recorder(
      Disk.Store store, String program, AddressSpace space, LongSupplier dueNs, Counters counters)
      throws IOException {
    this.space = space;
    this.dueNs = dueNs;
    this.counters = counters;
    messages = new NodeMessages(space.nodes());
    if ((space.prefix() + "/").startsWith(Format.ROOT)) {
      throw new IOException(
          "osc.prefix: expected another than " + space.prefix() + ", which recordings use");
    }
    store.write(beginning(program));
    disk = new Disk(store, CHUNKS, room(messages), counters);
  }

  /** Bytes of a chunk that is handed over when it is half full, or at the end of a tick. */
  private static int room(NodeMessages messages) {
    return CHUNK_BYTES + messages.tickBytes();
  }

  private ByteBuffer beginning(String program) {
    ByteBuf bytes = Unpooled.buffer();
    bytes.writeInt(0);
    Bundles.begin(bytes, TimeTag.ofNanos(0));
    NodeMessages.element(
        bytes, "", Format.FORMAT, List.of(Format.VERSION, space.prefix(), program));
    writeState(bytes);
    bytes.setInt(0, bytes.writerIndex() - Format.SIZE_BYTES);
    return bytes.nioBuffer();
  }

  @Override
  public void changed(Node node) {
    if (node.kind() == Node.Kind.REQUEST) {
      return; // what somebody only wanted to look at
    }
    ByteBuf bytes = bundle();
    if (bytes != null) {
      messages.tell(bytes, node);
    }
  }

  @Override
  public void corrected(Node node) {
    ByteBuf bytes = bundle();
    if (bytes != null) {
      messages.note(bytes, node);
    }
  }

  @Override
  public void received(Role by, String address, List<? extends @Nullable Object> arguments) {
    ByteBuf bytes = bundle();
    if (bytes != null) {
      String from = by == Role.VISITOR ? Format.VISITOR : Format.OPERATOR;
      NodeMessages.element(bytes, from, address, arguments);
    }
  }

  @Override
  public Runnable prepare(Tree tree) {
    NodeMessages next = new NodeMessages(tree.nodes());
    disk.room(room(next)); // some have it by the time that there is more to write
    return () -> {
      messages = next;
      ByteBuf bytes = bundle();
      if (bytes != null) {
        writeState(bytes);
      }
    };
  }

  @Override
  public void beginAnew(Tree tree) {
    if (chunk != null && bundle != NO_BUNDLE) {
      chunk.bytes().writerIndex(bundle); // it may be torn
    }
    bundle = NO_BUNDLE;
    gap = true; // the messages are the present tree's: nothing comes before these are prepared
  }

  @Override
  public void endOfTick(long wallMillis) {
    long now = dueNs.getAsLong();
    if (!begun) {
      begun = true;
      firstNs = now;
    }
    if (gap || bundle() == null) {
      counters.count(Counter.RECORDING_LOST);
      resume(now);
    } else if (chunk != null) {
      chunk.ticks++;
    }
    Chunk filled = chunk;
    if (filled != null && bundle != NO_BUNDLE) {
      end(filled.bytes(), now, wallMillis);
      if (disk.failing()) {
        gap = true; // until it is tried again
        gapNs = now;
      }
      if (gap || disk.idle() || filled.bytes().writerIndex() >= CHUNK_BYTES / 2) {
        disk.post(filled);
        chunk = null;
      }
    }
  }

  /** Where to write what happens in this tick; null if it is left out. */
  private @Nullable ByteBuf bundle() {
    if (chunk == null && !gap) {
      chunk = disk.take();
      gap = chunk == null;
    }
    Chunk into = chunk;
    if (gap || into == null) {
      return null;
    }
    if (bundle == NO_BUNDLE) {
      begin(into.bytes());
    }
    return into.bytes();
  }

  /** Goes on with a state, if that can be: of this tick only what became of everything is told. */
  private void resume(long now) {
    if (disk.failing() && now - gapNs < RETRY_NS) {
      return;
    }
    Chunk into = chunk == null ? disk.take() : chunk;
    chunk = into;
    if (into != null) {
      gap = false;
      into.whole |= into.bytes().writerIndex() == 0;
      begin(into.bytes());
      int lost = (int) Math.min(Integer.MAX_VALUE, counters.get(Counter.RECORDING_LOST));
      NodeMessages.element(into.bytes(), "", Format.LOST, List.of(lost));
      writeState(into.bytes());
    }
  }

  private void begin(ByteBuf bytes) {
    bundle = bytes.writerIndex();
    bytes.writeInt(0); // until its end is known, as both times
    Bundles.begin(bytes, 0);
    bytes.writeInt(TICK.length + TIME_TAG_BYTES).writeBytes(TICK).writeLong(0);
  }

  private void end(ByteBuf bytes, long now, long wallMillis) {
    bytes.setInt(bundle, bytes.writerIndex() - bundle - Format.SIZE_BYTES);
    bytes.setLong(bundle + DUE, TimeTag.ofNanos(now - firstNs));
    bytes.setLong(bundle + WALL, TimeTag.ofMillis(wallMillis));
    bundle = NO_BUNDLE;
  }

  private void writeState(ByteBuf bytes) {
    bytes.ensureWritable(messages.stateBytes()); // of many writers it grows the chunk, once
    NodeMessages.element(bytes, "", Format.STATE, List.of(space.writers().size()));
    messages.noteAll(bytes);
  }

  /** Whether the disk has taken all that was handed over. */
  boolean idle() {
    return disk.idle();
  }

  /** Ends with what is recorded so far; the tick's thread must have stopped. */
  @Override
  public void close() {
    if (chunk != null) {
      if (bundle != NO_BUNDLE) {
        chunk.bytes().writerIndex(bundle); // of a tick that did not end
      }
      disk.post(chunk);
    }
    disk.close();
  }

  @Override
  public String toString() {
    return "the recording";
  }
}
