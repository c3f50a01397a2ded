package inkcast.app;

import inkcast.watch.ResidentMemory;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon's own process knows of a stretch of its ticks; {@link BenchDaemon} hands it on as
 * JSON.
 *
 * @param daemon how late its ticks began
 * @param bare how late those of an empty loop with the same deadlines began
 * @param missed ticks of the daemon
 * @param bareMissed ticks of the empty loop
 * @param bytesPerStroke allocated by the tick's thread, all told
 * @param cores busy with the whole process, but for the empty loop: 1 is all of one core
 * @param bareCores busy with the empty loop: what the machine asks for waking a thread
 * @param resident of the whole process; null where there is no /proc
 * @param heapBytes in use after a collection, while the daemon still writes
 * @param collections of garbage
 * @param longestPauseMillis of one collection
 */
record TickFigures(
    Lateness.Figures daemon,
    Lateness.Figures bare,
    long missed,
    long bareMissed,
    double bytesPerStroke,
    double cores,
    double bareCores,
    @Nullable ResidentMemory resident,
    long heapBytes,
    long collections,
    long longestPauseMillis) {}
