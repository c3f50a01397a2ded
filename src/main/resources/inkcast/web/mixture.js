// The page that shows where a writer's pen may go next, and how temperature reshapes that.

import { Follow } from './camera.js';
import { Cloud } from './cloud.js';
import { ink } from './color.js';
import { Curve } from './curve.js';
import { Distribution } from './distribution.js';
import { $, meta } from './dom.js';
import { Onlooker } from './onlooker.js';
import { Slider } from './slider.js';
import { View } from './view.js';

const EASE = 0.1; // of the way with each stroke: curves that the eye can follow
const MOST = 4; // clouds a frame, the latest
const NOBODY = { x: NaN, y: NaN, line: null };

const eased = new Distribution();
let told = null; // of the stroke that comes next
const clouds = []; // not yet drawn: [distribution, stroke]

const onlooker = new Onlooker('mixture', (node, args) => {
  if (node === 'scale') {
    eased.scale = args[0];
  } else if (node === 'mixture') {
    eased.hear(args, EASE);
    told = new Distribution();
    told.scale = eased.scale;
    told.hear(args);
  } else if (node === 'stroke' && told) {
    clouds.push([told, args.slice(3)]); // dx, dy, ink
    if (clouds.length > MOST) clouds.shift();
    told = null;
  }
});

const camera = new Follow(() => onlooker.writer ?? NOBODY);
const written = () => (onlooker.writer ? [onlooker.writer] : []);
const view = new View($('ink'), camera, written, () => onlooker.wake());
const cloud = new Cloud($('cloud'));
const curve = new Curve($('curve'));
const max = Number(meta('temperature-max'));
const slider = new Slider($('steer'), max, (value) => onlooker.send('temperature', value));

onlooker.show(view, {
  stale() {},
  frame(dt) {
    const { writer } = onlooker;
    if (!writer) return false;
    const color = ink(writer.line.color);
    document.body.style.setProperty('--ink', color);
    slider.show(writer.temperature);
    if (clouds.length === 0) return false; // it stays as it is
    cloud.fade(dt);
    for (const [distribution, taken] of clouds.splice(0)) cloud.add(distribution, taken);
    cloud.draw(color, writer.scale);
    curve.draw(dt, eased, cloud.zoom(writer.scale), color);
    $('lift').value = eased.lift;
    return false;
  },
});
