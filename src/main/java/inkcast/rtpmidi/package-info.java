/**
 * MIDI over the network: AppleMIDI's session protocol and RTP-MIDI with its recovery journal. It
 * knows nothing of the rest of Inkcast, and could be lifted out.
 */
@NullMarked
package inkcast.rtpmidi;

import org.jspecify.annotations.NullMarked;
