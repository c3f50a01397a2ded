/**
 * The recurrent network, the mixture and the sampling: pure maths without I/O, clock or thread.
 *
 * <p>A step of one stream: {@link inkcast.model.Batch#input} takes the last offset, {@link
 * inkcast.model.Lstm#update} of one {@link inkcast.model.Twin} moves the hidden and cell state and
 * writes the raw outputs, {@link inkcast.model.Mixture#read} turns those into a distribution over
 * the next offset, and {@link inkcast.model.Mixture#sample} draws it. {@link inkcast.model.Weights}
 * are immutable and shared by any number of threads; everything else belongs to one thread and
 * allocates only when constructed.
 *
 * <p>Letters follow Graves, "Generating Sequences With Recurrent Neural Networks" (2013), sections
 * 2 and 4: pi, mu, sigma, rho and e, the probability that the pen lifts. Lengths are in model
 * units.
 */
@NullMarked
package inkcast.model;

import org.jspecify.annotations.NullMarked;
