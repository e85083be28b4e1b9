import type { Page } from '@playwright/test';

export interface FrameTimes {
  readonly frames: number;
  readonly medianMs: number;
  /** One frame in twenty took longer. */
  readonly p95Ms: number;
  readonly longestMs: number;
}

/** Text, as what loads this file adds helpers to functions that the page does not have. */
const BEGIN = `
  const frames = [];
  globalThis.frames_ = frames;
  let last = performance.now();
  const tick = (now) => {
    frames.push(now - last);
    last = now;
    if (globalThis.frames_ === frames) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
`;
const END = `(() => {
  const frames = globalThis.frames_.slice(1);
  globalThis.frames_ = null;
  return frames;
})()`;

/** What a page's frames take while something is done with it. */
export const frameTimes = async (page: Page, act: () => Promise<unknown>): Promise<FrameTimes> => {
  await page.evaluate(`{ ${BEGIN} }`);
  await act();
  const frames = (await page.evaluate(END)) as number[];
  const sorted = frames.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 10) / 10;
  return { frames: sorted.length, medianMs: at(0.5), p95Ms: at(0.95), longestMs: at(1) };
};
