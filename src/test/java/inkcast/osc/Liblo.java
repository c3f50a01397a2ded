package inkcast.osc;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/** liblo as a library: its tools speak SLIP to nobody, it does. */
final class Liblo implements AutoCloseable {
  private static final int TCP = 4; // LO_TCP
  private static final MemoryLayout POINTER = ValueLayout.ADDRESS;
  private static final MemoryLayout INT = ValueLayout.JAVA_INT;

  private final Arena arena = Arena.ofConfined();
  private final SymbolLookup library;
  private final MemorySegment address;

  private Liblo(SymbolLookup library, MemorySegment address) {
    this.library = library;
    this.address = address;
  }

  /** A connection to a port of this machine; the test is skipped where liblo is not installed. */
  static Liblo tcpWithSlip(int port) throws Exception {
    SymbolLookup library;
    try {
      library = SymbolLookup.libraryLookup("liblo.so.7", Arena.global());
    } catch (IllegalArgumentException e) {
      return abort("liblo is not installed");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address =
          (MemorySegment)
              call(
                  library,
                  "lo_address_new_with_proto",
                  FunctionDescriptor.of(POINTER, INT, POINTER, POINTER),
                  TCP,
                  arena.allocateFrom("127.0.0.1"),
                  arena.allocateFrom(String.valueOf(port)));
      call(
          library,
          "lo_address_set_stream_slip",
          FunctionDescriptor.of(INT, POINTER, INT),
          address,
          1);
      return new Liblo(library, address);
    }
  }

  void send(String to, float value) throws Exception {
    MemorySegment message =
        (MemorySegment) call(library, "lo_message_new", FunctionDescriptor.of(POINTER));
    call(
        library,
        "lo_message_add_float",
        FunctionDescriptor.of(INT, POINTER, ValueLayout.JAVA_FLOAT),
        message,
        value);
    int bytes =
        (int)
            call(
                library,
                "lo_send_message",
                FunctionDescriptor.of(INT, POINTER, POINTER, POINTER),
                address,
                arena.allocateFrom(to),
                message);
    call(library, "lo_message_free", FunctionDescriptor.ofVoid(POINTER), message);
    assertTrue(bytes > 0, "liblo could not send");
  }

  @Override
  public void close() throws Exception {
    call(library, "lo_address_free", FunctionDescriptor.ofVoid(POINTER), address);
    arena.close();
  }

  private static Object call(
      SymbolLookup library, String name, FunctionDescriptor type, Object... arguments)
      throws Exception {
    try {
      return Linker.nativeLinker()
          .downcallHandle(library.find(name).orElseThrow(), type)
          .invokeWithArguments(arguments);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
