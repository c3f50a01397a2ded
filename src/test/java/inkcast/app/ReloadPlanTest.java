package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import inkcast.stage.Commands;
import inkcast.stage.Commands.Command;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan, and a thread that carries out commands as ticks do. */
@Timeout(60)
class ReloadPlanTest {
  private final Commands commands = new Commands(4);
  private final List<Integer> weights = new CopyOnWriteArrayList<>();
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final ReloadPlan plan = new ReloadPlan();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread ticks = new Thread(this::perform);

  @BeforeEach
  void begin() {
    ticks.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    end.countDown();
    ticks.join();
  }

  private void perform() {
    while (end.getCount() > 0) {
      Command command = commands.poll();
      if (command == null) {
        Thread.onSpinWait();
      } else {
        weights.add(command.weight());
        command.run();
      }
    }
  }

  @Test
  void shouldDoTheFirstThingsFirstAndTheRestOverSeveralTicks() throws Exception {
    plan.first.add(() -> done.add("first"));
    IntStream.range(0, 150).forEach(i -> plan.each.add(() -> done.add("each " + i)));
    assertNull(plan.carryOut(commands));
    assertEquals(151, done.size());
    assertEquals("first", done.getFirst());
    assertEquals("each 149", done.getLast());
    assertEquals(List.of(64 * 16, 64 * 16, 22 * 16), weights);
  }

  @Test
  void shouldDoTheRestIfSomethingFails() throws Exception {
    IllegalStateException failure = new IllegalStateException("on purpose");
    plan.first.add(
        () -> {
          throw failure;
        });
    plan.each.add(() -> done.add("each"));
    assertEquals(failure, plan.carryOut(commands));
    assertEquals(List.of("each"), done);
  }

  @Test
  void shouldWaitUntilTheQueueHasRoom() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    commands.offer(
        () -> {
          try {
            held.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    while (commands.offer(() -> done.add("before"))) {
      Thread.onSpinWait();
    }
    plan.first.add(() -> done.add("plan"));
    Thread later = new Thread(held::countDown);
    later.start();
    assertNull(plan.carryOut(commands));
    later.join();
    assertEquals("plan", done.getLast());
  }
}
