import { MAX_CHUNK_BYTES, reject, type SendChunk, type UploadAnswer } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { createGate } from './gate.ts';
import { type UploadLink, type UploadVerdict, uploadUpdate } from './upload.ts';

const frame = Uint8Array.from({ length: MAX_CHUNK_BYTES + 5 }, (_, index) => index % 251);
const offer = {
  runId: 'run-one',
  round: 1,
  digest: `sha256:${'a'.repeat(64)}`,
  payloadBytes: frame.length,
  numExamples: 4,
  metrics: { steps: 1, trainMs: 1, backend: 'cpu' },
};

/** Answers chunks from a script, `store` meaning as a coordinator would; then always by the last entry. */
const scriptedLink = (script: readonly ('store' | 'break' | UploadAnswer)[]) => {
  const chunks: SendChunk[] = [];
  let stored = 0;
  const answer = (): UploadAnswer => ({
    ok: true,
    status: stored === frame.length ? 'accepted' : 'send',
    offset: stored,
  });
  const link: UploadLink = {
    ready: async () => {},
    offerUpdate: async () => answer(),
    sendChunk: async (chunk) => {
      chunks.push(chunk);
      const entry = script[Math.min(chunks.length, script.length) - 1];
      if (entry === 'break') throw new Error('socket has been disconnected');
      if (entry !== 'store' && entry !== undefined) return entry;
      stored += chunk.bytes.length;
      return answer();
    },
  };
  return { link, chunks };
};

const upload = (link: UploadLink, signal = new AbortController().signal): Promise<UploadVerdict> =>
  uploadUpdate(link, { offer, frame, signal, backoff: { minMs: 1, maxMs: 2 } });

describe('uploadUpdate', () => {
  it('sends chunks of at most 256 KiB, in order', async () => {
    const { link, chunks } = scriptedLink(['store']);
    expect(await upload(link)).toEqual({ outcome: 'accepted' });
    expect(chunks.map(({ offset }) => offset)).toEqual([0, MAX_CHUNK_BYTES]);
    expect(Buffer.concat(chunks.map(({ bytes }) => bytes)).equals(frame)).toBe(true);
  });

  it.each(['break', reject('wrong-offset'), reject('internal-error')] as const)(
    'offers again after %o',
    async (trouble) => {
      const { link, chunks } = scriptedLink(['store', trouble, 'store']);
      expect(await upload(link)).toEqual({ outcome: 'accepted' });
      expect(chunks.map(({ offset }) => offset)).toEqual([0, MAX_CHUNK_BYTES, MAX_CHUNK_BYTES]);
    },
  );

  it('takes a refusal that nothing can mend as the verdict', async () => {
    const rejection = reject('wrong-shape');
    const { link, chunks } = scriptedLink(['store', rejection]);
    expect(await upload(link)).toEqual({ outcome: 'refused', rejection });
    expect(chunks).toHaveLength(2);
  });

  it('gives up after several failures without a byte of progress', async () => {
    const { link, chunks } = scriptedLink([reject('corrupt')]);
    const message = reject('corrupt').message;
    expect(await upload(link)).toEqual({ outcome: 'failed', message });
    expect(chunks).toHaveLength(8);
  });

  it('stops waiting for a connection when it is cancelled', async () => {
    const leaving = new AbortController();
    const link = { ...scriptedLink(['store']).link, ready: createGate().pass };
    const verdict = upload(link, leaving.signal);
    leaving.abort();
    await expect(verdict).rejects.toThrow(/abort/i);
  });
});
