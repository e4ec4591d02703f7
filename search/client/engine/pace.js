/** Work is done in slices, between which the page can go on. */

const SLICE = 12;

let rested = 0;

/** Begin to count the time that the page has waited. */
export function begin() {
  rested = performance.now();
}

/** Let the page go on if we have been at it for a while. */
export async function rest() {
  if (performance.now() - rested < SLICE) return;
  await new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(null);
  });
  begin();
}
