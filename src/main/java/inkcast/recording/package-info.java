/**
 * What happened, in a file: every change that outputs are told, and what came in, with its time;
 * and back from there to the same outputs.
 *
 * <p>Threads and flow. Recording: {@link inkcast.recording.Recorder}, an output like any other,
 * writes each change on the tick's thread into a chunk of memory, one bundle a tick, and hands it
 * to the disk's thread ({@link inkcast.recording.Disk}); when all chunks are under way, ticks are
 * left out, counted and marked. Playing: {@link inkcast.recording.Prompter} reads some ticks ahead
 * on a thread of its own, and {@link inkcast.recording.Player} lets each happen when it is due, on
 * the tick's thread, in the place of the writers. The form of a file: {@link
 * inkcast.recording.Format}.
 */
@NullMarked
package inkcast.recording;

import org.jspecify.annotations.NullMarked;
