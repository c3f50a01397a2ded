// Upright rectangles, in page units unless it says otherwise.

/** One with nothing in it. */
export function empty() {
  return { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
}

/** Widens a box until a point is in it, with some room on every side. */
export function include(box, x, y, room = 0) {
  box.left = Math.min(box.left, x - room);
  box.top = Math.min(box.top, y - room);
  box.right = Math.max(box.right, x + room);
  box.bottom = Math.max(box.bottom, y + room);
}

/** Whether two boxes have a part in common. */
export function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
