/**
 * Benchmarks, compiled in the Maven profile {@code bench} only: {@link inkcast.bench.StepBenchmark}
 * under JMH, and {@link inkcast.bench.Comparison} of our writers with other ways to take the same
 * step, which JMH cannot take turns with.
 *
 * <p>Thread: the main one. Flow: Comparison makes its {@link inkcast.bench.Contender}s, sees that
 * they compute the same, lets them take turns, and {@link inkcast.bench.Report} prints.
 */
@NullMarked
package inkcast.bench;

import org.jspecify.annotations.NullMarked;
