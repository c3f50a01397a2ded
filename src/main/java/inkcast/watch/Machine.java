package inkcast.watch;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/**
 * What this process takes of what it may have; 0 of 0 where nobody knows.
 *
 * @param resident bytes in memory
 * @param memory bytes that the machine, or the control group, has
 * @param heap bytes of the heap's old generation that were left after the last collection
 * @param heapMax bytes it may have
 * @param descriptors open files and sockets
 * @param descriptorsMax that may be open
 */
record Machine(
    long resident, long memory, long heap, long heapMax, long descriptors, long descriptorsMax) {
  private static final double MIB = 1 << 20;

  /** Reads it. */
  static Machine read() {
    ResidentMemory resident = ResidentMemory.read();
    long memory = 0;
    long descriptors = 0;
    long descriptorsMax = 0;
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      memory = system.getTotalMemorySize(); // of the control group, if that has less
    }
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      descriptors = unix.getOpenFileDescriptorCount();
      descriptorsMax = unix.getMaxFileDescriptorCount();
    }
    long heap = 0;
    long heapMax = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      if (after != null && after.getMax() > heapMax) {
        heap = after.getUsed();
        heapMax = after.getMax();
      }
    }
    return new Machine(
        resident == null ? 0 : Math.round(resident.now() * MIB),
        memory,
        heap,
        heapMax,
        descriptors,
        descriptorsMax);
  }
}
