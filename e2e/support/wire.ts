import type { Page } from '@playwright/test';
import { decodeFrame, type Frame, offerUpdateSchema } from '@tributary/protocol';

/** An update as it left a page: what was offered and the frame that followed. */
export interface SentUpdate {
  readonly round: number;
  readonly numExamples: number;
  readonly delta: Float32Array;
}

/**
 * Listens to what a page really sends over its websocket. Models that fit into one chunk only, so
 * that one binary message is one frame.
 */
export const recordUpdates = (page: Page): SentUpdate[] => {
  const updates: SentUpdate[] = [];
  let offered: { round: number; numExamples: number } | null = null;
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (typeof payload === 'string') {
        offered = offerIn(payload) ?? offered;
        return;
      }
      const frame = decodeFrame(payload, 'delta');
      if (frame.ok && offered !== null) updates.push({ ...offered, delta: deltaOf(frame) });
    });
  });
  return updates;
};

const deltaOf = ({ weights }: Frame): Float32Array => weights.values.slice();

/** Socket.IO writes an event as digits and a JSON array: `420["offerUpdate",{…}]`. */
const offerIn = (text: string) => {
  const json = text.match(/^42\d*(\["offerUpdate",.*\])$/s)?.[1];
  if (json === undefined) return null;
  const [, message] = JSON.parse(json);
  const { round, numExamples } = offerUpdateSchema.parse(message);
  return { round, numExamples };
};
