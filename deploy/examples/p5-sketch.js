// Draws what Inkcast's writers write, as the sketches of the "RNN Tutorial for Artists" do. The slider is the temperature
// of all writers; a press on the paper lets them begin anew. PREFIX and MOST are osc.prefix and temperature.max, which are
// fixed here: change them with the configuration.

const ADDRESS = location.host ? `ws://${location.host}/` : 'ws://127.0.0.1:7601/';
const PREFIX = '/inkcast';
const MOST = 2;
const WEIGHT = 3;
const ECHO = 500; // ms that what others tell may be of an earlier place of the slider

const writers = []; // {color, restarts, lines}, by their number
let page = { width: 1920, height: 1080 };
let socket;
let slider;
let moved = -Infinity; // when the slider was, by millis()
let stale = true; // the paper is to be drawn from the beginning

function setup() {
  select('body').style('margin', '0').style('overflow', 'hidden');
  createCanvas(windowWidth, windowHeight).mousePressed(() => say('restart'));
  slider = createSlider(0, MOST, 0.65, 0.01);
  slider.position(20, 20);
  slider.input(() => {
    moved = millis();
    say('temperature', slider.value());
  });
  connect();
}

function windowResized() {
  resizeCanvas(windowWidth, windowHeight);
  stale = true;
}

function draw() {
  scale(min(width / page.width, height / page.height));
  strokeWeight(WEIGHT);
  if (stale) background(255);
  for (const writer of writers) {
    if (!writer) continue;
    stroke(writer.color);
    const fresh = stale ? writer.lines : writer.lines.slice(writer.drawn);
    for (const [x0, y0, x1, y1] of fresh) line(x0, y0, x1, y1);
    writer.drawn = writer.lines.length;
  }
  stale = false;
}

function connect() {
  socket = new WebSocket(ADDRESS);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    for (const nodes of ['page', 'writer/*/{restarts,color,temperature,stroke}']) {
      socket.send(JSON.stringify({ COMMAND: 'LISTEN', DATA: `${PREFIX}/${nodes}` }));
    }
  };
  socket.onmessage = ({ data }) => {
    if (typeof data === 'string') note(JSON.parse(data));
    else read(new DataView(data), hear);
  };
  socket.onclose = () => setTimeout(connect, 1000);
}

/** Takes away a writer that is no more; says what was refused. */
function note({ COMMAND, DATA, error }) {
  if (error) console.warn(error);
  const [, number] = COMMAND === 'PATH_REMOVED' ? (DATA.match(/\/writer\/(\d+)(?:\/|$)/) ?? []) : [];
  if (number) {
    delete writers[number];
    stale = true;
  }
}

/** Tells all writers. */
function say(node, ...args) {
  if (socket.readyState !== WebSocket.OPEN) return;
  socket.send(JSON.stringify({ address: `${PREFIX}/writer/*/${node}`, args }));
}

function hear(address, args) {
  const [, number, node] = address.match(/\/writer\/(\d+)\/(\w+)$/) ?? [];
  if (!node) {
    [page.width, page.height] = args;
    stale = true;
    return;
  }
  const writer = (writers[number] ??= { color: [0, 0, 0], restarts: -1, lines: [], drawn: 0 });
  if (node === 'stroke') {
    const [, x, y, dx, dy, ink] = args;
    if (ink) writer.lines.push([x - dx, y - dy, x, y]);
  } else if (node === 'color') {
    writer.color = args.map((part) => part * 255);
    stale = true;
  } else if (node === 'temperature') {
    if (millis() - moved > ECHO) slider.value(args[0]); // else it would jump under the finger
  } else if (args[0] !== writer.restarts) {
    Object.assign(writer, { restarts: args[0], lines: [] });
    stale = true;
  }
}

/** Reads an OSC packet of messages with numbers, or of bundles of these. */
function read(view, tell) {
  let at = 0;
  const text = () => {
    let string = '';
    while (view.getUint8(at) !== 0) string += String.fromCharCode(view.getUint8(at++));
    at += 4 - (at % 4);
    return string;
  };
  const address = text();
  if (address === '#bundle') {
    for (at += 8; at < view.byteLength; ) {
      const size = view.getInt32(at);
      read(new DataView(view.buffer, view.byteOffset + at + 4, size), tell);
      at += 4 + size;
    }
    return;
  }
  const tags = text().slice(1);
  const number = (tag) => (tag === 'i' ? view.getInt32(at) : view.getFloat32(at));
  tell(address, [...tags].map((tag) => { const value = number(tag); at += 4; return value; }));
}
