package inkcast.tick;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A processor that a thread has to itself, as far as this process goes: the other threads keep off
 * it, so that this one neither waits for them nor moves away from its caches. Other programs may
 * still use it. Linux only (sched_setaffinity(2)).
 */
public final class OwnProcessor {
  private static final Logger log = LoggerFactory.getLogger(OwnProcessor.class);
  private static final Path THREADS = Path.of("/proc/self/task");
  private static final Path THIS = Path.of("/proc/thread-self");
  private static final int THIS_THREAD = 0;
  private static final long MASK_BYTES = 128; // of a cpu_set_t: 1024 processors

  private final MethodHandle getCpu = function("sched_getcpu", FunctionDescriptor.of(JAVA_INT));
  private final MethodHandle getAffinity = affinity("sched_getaffinity");
  private final MethodHandle setAffinity = affinity("sched_setaffinity");

  private OwnProcessor() {}

  /**
   * Gives the calling thread the processor that it runs on, for as long as the process lives;
   * threads that are started later keep off it too, unless this one starts them.
   *
   * @return its number; empty where this process may use only one, or this cannot be done
   */
  public static OptionalInt take() {
    if (!Files.isDirectory(THREADS)) {
      return OptionalInt.empty();
    }
    try {
      return new OwnProcessor().taken();
    } catch (Throwable e) { // whatever it is: the show goes on without
      log.debug("no processor of its own for {}", Thread.currentThread().getName(), e);
      return OptionalInt.empty();
    }
  }

  /** Lets the calling thread use every processor again that the system grants the process. */
  public static void leave() {
    BitSet all = new BitSet();
    all.set(0, (int) MASK_BYTES * Byte.SIZE);
    try {
      new OwnProcessor().allow(THIS_THREAD, all);
    } catch (Throwable e) { // not Linux, where nobody has taken one
      log.debug("cannot let {} use every processor", Thread.currentThread().getName(), e);
    }
  }

  private OptionalInt taken() throws Throwable {
    BitSet others = allowed();
    int own = (int) getCpu.invokeExact();
    BitSet alone = new BitSet();
    alone.set(own);
    others.clear(own);
    if (others.isEmpty() || !allow(THIS_THREAD, alone)) {
      return OptionalInt.empty();
    }
    Set<Path> done = new HashSet<>();
    done.add(THREADS.resolve(THIS.toRealPath().getFileName()));
    // Again, until there is none that another has started before it was moved itself.
    for (List<Path> left = threads(done); !left.isEmpty(); left = threads(done)) {
      for (Path thread : left) {
        allow(Integer.parseInt(thread.getFileName().toString()), others);
        done.add(thread);
      }
    }
    return OptionalInt.of(own);
  }

  private static List<Path> threads(Set<Path> without) throws IOException {
    try (Stream<Path> threads = Files.list(THREADS)) {
      return threads.filter(thread -> !without.contains(thread)).toList();
    }
  }

  private BitSet allowed() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_BYTES);
      int failed = (int) getAffinity.invokeExact(THIS_THREAD, MASK_BYTES, mask);
      return failed != 0 ? new BitSet() : BitSet.valueOf(mask.toArray(JAVA_BYTE));
    }
  }

  /** False if not allowed, or for a thread that has ended meanwhile. */
  private boolean allow(int thread, BitSet processors) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_BYTES);
      mask.copyFrom(MemorySegment.ofArray(processors.toByteArray()));
      return (int) setAffinity.invokeExact(thread, MASK_BYTES, mask) == 0;
    }
  }

  private static MethodHandle affinity(String name) {
    return function(name, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }
}
