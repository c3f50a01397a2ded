/**
 * The handwriting plays, and is played: strokes to MIDI, MIDI to commands.
 *
 * <p>Threads and flow:
 *
 * <pre>
 * tick's thread     {@link inkcast.midi.MidiOutput} > each Player, by its {@link
 *                   inkcast.midi.Mapping} > Channels, which count what sounds > each {@link
 *                   inkcast.midi.Port}
 * "midi"            {@link inkcast.midi.Ports} opens ports, and tries again what is missing
 * event loop, a     {@link inkcast.midi.MidiControl} > {@link inkcast.stage.Control}
 * device's thread
 * </pre>
 *
 * What a port does with commands is its own thread's business: RTP-MIDI's event loop, or one thread
 * a device.
 */
@NullMarked
package inkcast.midi;

import org.jspecify.annotations.NullMarked;
