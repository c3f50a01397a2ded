// Reads OSC 1.0 packets as they come in binary WebSocket frames.

const text = new TextDecoder();
const MAX_DEPTH = 8;

/**
 * Tells of every message in a packet, in order; bundles are unpacked, their time tags ignored:
 * what a tick says is shown when it arrives.
 *
 * @param {ArrayBuffer} packet
 * @param {(address: string, args: Array) => void} tell
 * @throws {RangeError} if the bytes are no OSC packet; what came before is told
 */
export function read(packet, tell) {
  element(new DataView(packet), 0, packet.byteLength, tell, 0);
}

function element(view, from, to, tell, depth) {
  const cursor = { at: from };
  const address = string(view, cursor, to);
  if (address !== '#bundle') {
    tell(address, values(view, cursor, to));
    return;
  }
  if (depth === MAX_DEPTH) throw new RangeError('bundles nested too deep');
  cursor.at += 8;
  while (cursor.at < to) {
    const size = view.getInt32(cursor.at);
    const start = cursor.at + 4;
    if (size <= 0 || start + size > to) throw new RangeError(`element of ${size} bytes`);
    element(view, start, start + size, tell, depth + 1);
    cursor.at = start + size;
  }
}

function values(view, cursor, to) {
  // A missing type-tag string means no arguments.
  const tags = cursor.at < to ? string(view, cursor, to) : ',';
  const args = [];
  for (let i = 1; i < tags.length; i++) args.push(value(tags[i], view, cursor, to));
  return args;
}

function value(tag, view, cursor, to) {
  switch (tag) {
    case 'i':
      return view.getInt32(skip(cursor, 4));
    case 'f':
      return view.getFloat32(skip(cursor, 4));
    case 'd':
      return view.getFloat64(skip(cursor, 8));
    case 's':
      return string(view, cursor, to);
    case 'T':
      return true;
    case 'F':
      return false;
    default:
      throw new RangeError(`type tag ${tag}`);
  }
}

function skip(cursor, bytes) {
  const at = cursor.at;
  cursor.at += bytes;
  return at;
}

function string(view, cursor, to) {
  let end = cursor.at;
  while (end < to && view.getUint8(end) !== 0) end++;
  if (end >= to) throw new RangeError('string without its end');
  const bytes = new Uint8Array(view.buffer, view.byteOffset + cursor.at, end - cursor.at);
  cursor.at = (end + 4) & ~3;
  return text.decode(bytes);
}
