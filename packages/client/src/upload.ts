import {
  MAX_CHUNK_BYTES,
  type OfferUpdate,
  type Rejection,
  type RejectionCode,
  type SendChunk,
  type UploadAnswer,
} from '@tributary/protocol';
import { type Backoff, backoffMs, pause } from './pause.ts';

/** The part of the connection that an upload needs. Requests reject when no answer came. */
export interface UploadLink {
  /** Resolves when the client is connected and enrolled; rejects when the signal aborts. */
  ready(signal: AbortSignal): Promise<void>;
  offerUpdate(message: OfferUpdate): Promise<UploadAnswer>;
  sendChunk(message: SendChunk): Promise<UploadAnswer>;
}

export interface Upload {
  readonly offer: OfferUpdate;
  readonly frame: Uint8Array;
  readonly signal: AbortSignal;
  /** Called with what has just been sent and with how much the coordinator has. */
  readonly onProgress?: (sentBytes: number, acknowledgedBytes: number) => void;
  /** How long to wait between tries. */
  readonly backoff?: Backoff;
}

/** How an upload ended: counted, refused for good, or given up after many tries. */
export type UploadVerdict =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly rejection: Rejection }
  | { readonly outcome: 'failed'; readonly message: string };

/** Refusals that offering the same update again can mend. */
const MENDABLE: ReadonlySet<RejectionCode> = new Set([
  'no-offer',
  'wrong-offset',
  'truncated',
  'corrupt',
  'too-many-requests',
  'overloaded',
  'storage-unavailable',
  'internal-error',
]);

/** Refusals that say nothing of the update: the coordinator is busy, or its disk or database is away. */
const PASSING: ReadonlySet<RejectionCode> = new Set([
  'too-many-requests',
  'overloaded',
  'storage-unavailable',
]);

const MAX_FAILURES = 8;
const BACKOFF: Backoff = { minMs: 100, maxMs: 10_000 };

/**
 * Sends an update in chunks, each acknowledged (SPEC §4). After a lost connection it waits for the
 * next one, offers the update again and goes on from the byte that the coordinator asks for. Gives
 * up after some refusals in a row without a byte of progress; a coordinator that is not there, or can
 * take nothing just now, is asked until the round ends.
 * @throws the signal's reason when it aborts.
 */
export const uploadUpdate = async (link: UploadLink, upload: Upload): Promise<UploadVerdict> => {
  const { signal, backoff = BACKOFF } = upload;
  let furthest = 0;
  let failures = 0;
  let tries = 0;
  for (;;) {
    await link.ready(signal);
    const attempt = await sendOnce(link, upload);
    signal.throwIfAborted();
    if (attempt.answer?.ok) return { outcome: 'accepted' };
    const rejection = attempt.answer;
    if (rejection && !MENDABLE.has(rejection.code)) return { outcome: 'refused', rejection };
    const isProgress = attempt.offset > furthest;
    const isPassing = rejection === undefined || PASSING.has(rejection.code);
    tries = isProgress ? 1 : tries + 1;
    if (isProgress) failures = 0;
    if (!isPassing) failures += 1;
    furthest = Math.max(furthest, attempt.offset);
    if (rejection && failures >= MAX_FAILURES) {
      return { outcome: 'failed', message: rejection.message };
    }
    await pause(backoffMs(backoff, tries), signal);
  }
};

/** One offer and the chunks after it. No answer means that the connection broke. */
const sendOnce = async (
  link: UploadLink,
  { offer, frame, signal, onProgress }: Upload,
): Promise<{ readonly answer?: UploadAnswer; readonly offset: number }> => {
  const { runId, round, digest } = offer;
  let offset = 0;
  try {
    let answer = await link.offerUpdate(offer);
    while (answer.ok && answer.status === 'send') {
      signal.throwIfAborted();
      offset = answer.offset;
      const bytes = frame.subarray(offset, offset + MAX_CHUNK_BYTES);
      if (bytes.length === 0) return { offset };
      const sending = link.sendChunk({ runId, round, digest, offset, bytes });
      onProgress?.(bytes.length, offset);
      answer = await sending;
    }
    if (answer.ok) onProgress?.(0, frame.length);
    return { answer, offset };
  } catch {
    return { offset };
  }
};
