package inkcast.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Frames.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FramesTest {
  private static final Template TEMPLATE = new Template("/inkcast/writer/1/stroke", "iffffi");

  @Test
  void shouldHandBytesToTheLoopAndTakeTheFrameBack() throws Exception {
    EventLoopGroup loop = loop();
    LinkedBlockingQueue<ByteBuf> kept = new LinkedBlockingQueue<>();
    Frames frames =
        new Frames(loop.next(), 1, 16, 64, bytes -> kept.add(bytes.retainedSlice(0, 2)));
    Frame frame = frames.take();
    frame.bytes().writeBytes(new byte[] {1, 2, 3});
    assertTrue(frame.post());
    ByteBuf slice = kept.take();
    assertEquals("0102", Bytes.hex(slice));
    assertNull(frames.take(), "a kept slice keeps the frame");
    slice.release();
    loop.submit(() -> {}).sync();
    Frame again = frames.take();
    assertNotNull(again);
    assertEquals(0, again.bytes().readableBytes());
    ByteBuf bytes = again.bytes();
    frames.close();
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
    assertEquals(0, bytes.refCnt());
  }

  @Test
  void shouldGiveNoFrameWhileAllWaitForTheLoop() throws Exception {
    EventLoopGroup loop = loop();
    CountDownLatch hold = new CountDownLatch(1);
    List<Integer> received = new ArrayList<>();
    Frames frames =
        new Frames(loop.next(), 3, 16, 16, bytes -> received.add((int) bytes.readByte()));
    loop.execute(
        () -> {
          try {
            hold.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    for (int i = 0; i < 3; i++) {
      Frame frame = frames.take();
      frame.bytes().writeByte(i);
      frame.post();
    }
    assertNull(frames.take());
    hold.countDown();
    loop.submit(() -> {}).sync();
    assertNotNull(frames.take());
    assertEquals(List.of(0, 1, 2), received);
    frames.close();
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
  }

  @Test
  void shouldSurviveAReceiverThatThrowsAndALoopThatHasEnded() throws Exception {
    EventLoopGroup loop = loop();
    Frames frames =
        new Frames(
            loop.next(),
            1,
            16,
            16,
            bytes -> {
              throw new IllegalStateException("expected by the test");
            });
    Frame failing = frames.take();
    assertTrue(failing.post());
    loop.submit(() -> {}).sync();
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
    Frame frame = frames.take();
    assertFalse(frame.post());
    assertNotNull(frames.take());
    frames.close();
    assertEquals(0, frame.bytes().refCnt());
  }

  @Test
  void shouldAllocateNothingOnTheThreadThatPosts() throws Exception {
    EventLoopGroup group = loop();
    AtomicLong received = new AtomicLong();
    Frames frames =
        new Frames(
            group.next(),
            4,
            4096,
            4096,
            bytes -> {
              ByteBuf slice = bytes.retainedSlice();
              received.addAndGet(slice.readableBytes());
              slice.release();
            });
    double[] numbers = {1, 2, 3, 4, 5, 1};
    post(frames, numbers, 20_000); // past the interpreter
    assertEquals(0, Allocations.leastOf(20, () -> post(frames, numbers, 250)));
    frames.close();
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
    assertEquals(25_000L * (TEMPLATE.size() + 4 + 16), received.get());
  }

  private static EventLoopGroup loop() {
    return new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  }

  private static void post(Frames frames, double[] numbers, int times) {
    for (int i = 0; i < times; i++) {
      Frame frame = frames.take();
      while (frame == null) {
        LockSupport.parkNanos(10_000);
        frame = frames.take();
      }
      Bundles.header(frame.bytes(), i);
      Bundles.element(frame.bytes(), TEMPLATE, numbers);
      frame.post();
    }
  }
}
