/**
 * The house around the stage: when it is open, what people have set and what becomes of it.
 *
 * <p>Thread: one of its own, {@link inkcast.house.House}, looks at the clock and at the stage a few
 * times a second; what it decides goes to the tick's thread as commands. Flow: {@link
 * inkcast.house.Curtain} closes and opens by a {@link inkcast.house.Schedule}, {@link
 * inkcast.house.Visitors} undoes what visitors have set once they have gone, {@link
 * inkcast.house.Keeper} writes what people have set into the {@link inkcast.house.State} file.
 */
@NullMarked
package inkcast.house;

import org.jspecify.annotations.NullMarked;
