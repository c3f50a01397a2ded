/**
 * Teaching a hand: a student learns to write as a larger teacher does, or as somebody wrote.
 *
 * <p>Thread: the caller's, and for what is computed all processors'; {@link
 * inkcast.train.TrainingListener} is called on the caller's. Flow: {@link inkcast.train.Training}
 * is the whole story. A {@link inkcast.train.Source} has the streams: {@link inkcast.train.Scribe}
 * lets a teacher write them and keeps its opinion of each stroke, or they are read from files.
 * {@link inkcast.train.Trainer} gives each of its shares a {@link inkcast.train.Course}, which
 * leads a {@link inkcast.train.Network} through them in chunks, forwards and back; a {@link
 * inkcast.train.Loss} turns its outputs into their gradient; {@link inkcast.train.Adam} moves the
 * {@link inkcast.train.Parameters}. {@link inkcast.train.Judge} says how far the student has got.
 * {@link inkcast.train.Likelihood} measures how a hand foresees strokes, {@link
 * inkcast.train.FreeRun} and {@link inkcast.train.Habits} how it writes by itself.
 *
 * <p>The arithmetic is vectorised: {@link inkcast.train.MatrixProduct}, {@link
 * inkcast.model.VectorMath}. A seed gives the same weights to the bit on machines with vectors of
 * one width, on however many processors.
 */
@NullMarked
package inkcast.train;

import org.jspecify.annotations.NullMarked;
