// What the pages' modules need of their page.

const LINK = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…' };

/** The element of this id. */
export const $ = (id) => document.getElementById(id);

/** What the server has put into the page's head. */
export const meta = (name) => document.querySelector(`meta[name=inkcast-${name}]`).content;

/** Says in the page's corner how it is with the {@link Link}. */
export function sayLink(state) {
  document.body.dataset.link = state;
  $('link').textContent = LINK[state];
}
