/**
 * Teaching a hand: a student learns to write as a larger teacher does.
 *
 * <p>Thread: the caller's, one; {@link inkcast.train.TrainingListener} is called on it. Flow:
 * {@link inkcast.train.Scribe} lets the teacher write a {@link inkcast.train.Corpus} and keeps its
 * opinion of each stroke; {@link inkcast.train.Course} leads {@link inkcast.train.Network} through
 * it in chunks, forwards and back; {@link inkcast.train.MatchedDivergence} turns its outputs into
 * their gradient; {@link inkcast.train.Adam} moves the {@link inkcast.train.Parameters}. {@link
 * inkcast.train.Trainer} is the whole story, {@link inkcast.train.Likelihood} the measure of how a
 * hand foresees strokes, {@link inkcast.train.FreeRun} and {@link inkcast.train.Habits} of how it
 * writes by itself.
 *
 * <p>The arithmetic is vectorised: {@link inkcast.train.MatrixProduct}, {@link
 * inkcast.model.VectorMath}. A seed gives the same weights to the bit on machines with vectors of
 * one width.
 */
@NullMarked
package inkcast.train;

import org.jspecify.annotations.NullMarked;
