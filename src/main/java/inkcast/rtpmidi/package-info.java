/**
 * MIDI over the network: AppleMIDI's session protocol and RTP-MIDI with its recovery journal. It
 * knows nothing of the rest of Inkcast; clock, random source, names, event loops and a listener are
 * handed in, so that it could be lifted out.
 *
 * <p>Threads and flow:
 *
 * <pre>
 * sender's thread  {@link inkcast.rtpmidi.RtpMidiHost} > Outbox, a ring of numbers
 * event loop       > each Peer > SendStream writes packets, History their journals > Wire
 * event loop       DatagramHandler > Reception > Peers and Invitations: who is there
 *                                            > Peer > ReceiveStream repairs > {@link
 *                                              inkcast.rtpmidi.HostListener}
 * </pre>
 *
 * Each peer has a sequence and a journal of its own, as each gives feedback of its own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6295">RFC 6295</a>
 */
@NullMarked
package inkcast.rtpmidi;

import org.jspecify.annotations.NullMarked;
