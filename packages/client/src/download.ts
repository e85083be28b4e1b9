import type { FlatWeights } from '@tributary/fedavg';
import { type Digest, decodeFrame, type Rejection, reject } from '@tributary/protocol';
import { digestOf } from './digest.ts';
import { fetchChecked } from './fetch-checked.ts';
import { type Backoff, backoffMs, pause } from './pause.ts';

interface CheckpointRequest {
  readonly digest: Digest;
  /** The size that the plan names, give or take a header. Nothing much larger is read. */
  readonly modelBytes: number;
  readonly signal?: AbortSignal;
  /** Called with what has just come and with how much there is now, of `modelBytes`. */
  readonly onProgress?: (newBytes: number, receivedBytes: number) => void;
}

export type Checkpoint = { readonly ok: true; readonly weights: FlatWeights } | Rejection;

/**
 * Fetches a checkpoint and checks that its bytes are those that the digest names; the last one stays
 * in memory. A broken connection is tried again a few times.
 * @throws when the coordinator cannot be reached, or the signal's reason.
 */
export type FetchCheckpoint = (request: CheckpointRequest) => Promise<Checkpoint>;

const MAX_FAILURES = 6;
const BACKOFF: Backoff = { minMs: 200, maxMs: 5_000 };

/** @param url the coordinator's address */
export const createCheckpointFetcher = (url: string): FetchCheckpoint => {
  let last: { readonly digest: Digest; readonly weights: FlatWeights } | undefined;
  return async (request) => {
    if (last?.digest === request.digest) return { ok: true, weights: last.weights };
    const bytes = await fetchPatiently(url, request);
    if (!(bytes instanceof Uint8Array)) return bytes;
    if ((await digestOf(bytes)) !== request.digest) return reject('corrupt', 'checkpoint');
    const frame = decodeFrame(bytes, 'weights');
    if (!frame.ok) return frame;
    last = { digest: request.digest, weights: frame.weights };
    return { ok: true, weights: frame.weights };
  };
};

const fetchPatiently = async (
  url: string,
  request: CheckpointRequest,
): Promise<Uint8Array | Rejection> => {
  for (let failures = 1; ; failures++) {
    try {
      return await fetchBytes(url, request);
    } catch (error) {
      if (request.signal?.aborted || failures >= MAX_FAILURES) throw error;
      await pause(backoffMs(BACKOFF, failures), request.signal);
    }
  }
};

const fetchBytes = async (
  url: string,
  { digest, modelBytes, signal, onProgress }: CheckpointRequest,
): Promise<Uint8Array | Rejection> => {
  const address = new URL(`/api/checkpoints/${digest}`, url);
  const response = await fetchChecked(address, signal === undefined ? {} : { signal });
  if (!(response instanceof Response)) return response;
  const bytes = new Uint8Array(modelBytes);
  const reader = response.body?.getReader();
  let offset = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || value === undefined) break;
    if (offset + value.length > bytes.length) {
      await reader?.cancel();
      return reject('too-large', `a checkpoint of ${modelBytes} bytes was announced`);
    }
    bytes.set(value, offset);
    offset += value.length;
    onProgress?.(value.length, offset);
  }
  return bytes.subarray(0, offset);
};
