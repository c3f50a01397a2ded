package inkcast.midi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.midi.PluggedProvider.Plugged;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import java.util.List;
import javax.sound.midi.ShortMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A port of this machine, by javax.sound.midi, with devices that the test plugs in. */
@Timeout(60)
class LocalPortTest {
  private final Counters counters = new Counters();
  private final Performance performance = Scribblers.perform(1, counters);
  private final MidiControl control = new MidiControl(performance, counters, Runnable::run);
  private final Channels channels = new Channels();
  private final LocalPort port = new LocalPort("Loop", channels, control, counters);
  private final Plugged device = new Plugged("Loopback 1 [hw:1,0]");

  @AfterEach
  void close() {
    port.close();
    PluggedProvider.PLUGGED.clear();
  }

  private void begin() {
    control.obey(List.of(0), 20, 21);
    channels.ports(port);
    port.start();
  }

  @Test
  void shouldPlayInBothDirections() throws Exception {
    PluggedProvider.PLUGGED.add(device);
    begin();
    channels.noteOn(2, 60, 64);
    channels.control(2, 16, 5);
    channels.flush();
    await().until(() -> device.heard.containsAll(List.of("923c40", "b21005")));
    device.play(new ShortMessage(ShortMessage.CONTROL_CHANGE, 0, 20, 127));
    performance.tick(0, 0);
    assertEquals(2, performance.space().writers().getFirst().temperature().numbers()[0]);
  }

  @Test
  void shouldOpenWhatAppearsAndTellItWhereControllersAre() {
    begin();
    channels.control(0, 16, 5);
    channels.flush(); // to nobody
    PluggedProvider.PLUGGED.add(device);
    await().until(() -> device.heard.contains("b01005"));
    channels.noteOn(0, 62, 64);
    channels.flush();
    await().until(() -> device.heard.contains("903e40"));
  }

  @Test
  void shouldSeekAgainWhatHasVanished() {
    PluggedProvider.PLUGGED.add(device);
    begin();
    await().until(() -> device.open);
    PluggedProvider.PLUGGED.clear();
    Plugged again = new Plugged("Loopback 1 [hw:3,0]");
    channels.noteOn(0, 60, 64);
    channels.flush();
    await().until(() -> !device.open);
    PluggedProvider.PLUGGED.add(again);
    await().until(() -> again.open);
    channels.noteOn(0, 62, 64);
    channels.flush();
    await().until(() -> again.heard.contains("903e40"));
  }

  @Test
  void shouldWaitForABusyPort() {
    device.busy = true;
    PluggedProvider.PLUGGED.add(device);
    begin();
    channels.noteOn(0, 60, 64);
    channels.flush();
    device.busy = false;
    await().until(() -> device.open);
  }

  @Test
  void shouldUseTheDirectionThatIsFree() throws Exception {
    Plugged taken = new Plugged("Loopback in", false, true);
    taken.busy = true;
    PluggedProvider.PLUGGED.addAll(List.of(taken, new Plugged("Loopback out", true, false)));
    Plugged out = PluggedProvider.PLUGGED.getLast();
    begin();
    await().until(() -> out.open);
    channels.noteOn(0, 60, 64);
    channels.flush();
    await().until(() -> out.heard.contains("903c40"));
    taken.busy = false;
    await().until(() -> taken.open);
    taken.play(new ShortMessage(ShortMessage.CONTROL_CHANGE, 0, 21, 127));
    performance.tick(0, 0);
    assertEquals(1, performance.space().writers().getFirst().restarts().numbers()[0]);
    PluggedProvider.PLUGGED.remove(taken); // what sounds goes on
    await().until(() -> !taken.open);
    assertTrue(out.open);
    port.close();
    assertTrue(out.heard.contains("803c40"), out.heard::toString);
  }

  @Test
  void shouldLeaveOutOldControllersWhereADeviceIsSlow() {
    device.pace.drainPermits();
    PluggedProvider.PLUGGED.add(device);
    begin();
    await().until(() -> device.open);
    channels.noteOn(0, 60, 64);
    channels.flush(); // on which it hangs
    await().until(() -> device.pace.hasQueuedThreads());
    for (int value = 0; value < 128; value++) {
      channels.control(0, 16, value);
      channels.wheel(0, value);
    }
    channels.control(0, 101, 0); // which parameter: a part, never left out
    channels.control(0, 101, 1);
    channels.noteOff(0, 60);
    channels.flush();
    device.pace.release(7);
    await().until(() -> device.heard.size() == 6);
    assertEquals(List.of("903c40", "b0107f", "e07f00", "b06500", "b06501", "803c40"), device.heard);
  }

  @Test
  void shouldEndAllThatSoundsAsItCloses() {
    PluggedProvider.PLUGGED.add(device);
    begin();
    channels.noteOn(2, 60, 64);
    channels.noteOn(2, 64, 64);
    channels.noteOff(2, 64);
    channels.flush();
    await().until(() -> device.heard.contains("824040"));
    port.close();
    assertEquals(
        List.of("823c40", "b24000", "b27b00", "b27800"),
        device.heard.subList(device.heard.size() - 4, device.heard.size()));
    assertFalse(device.open);
    assertTrue(device.heard.indexOf("923c40") >= 0);
  }
}
