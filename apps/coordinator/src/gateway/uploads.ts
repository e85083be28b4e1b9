import { mkdir, open, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type OfferUpdate,
  type Rejection,
  reject,
  type SendChunk,
  type UploadAnswer,
} from '@tributary/protocol';
import { reach } from '../reach.ts';

/** An update on its way up. */
export interface Upload {
  readonly offer: OfferUpdate;
  /** The file that holds the bytes received so far; none where all came at once. */
  readonly path: string;
  /** All bytes, where one chunk brought them. */
  readonly whole?: Uint8Array;
  readonly received: number;
  /** When this process first heard of it, in `performance.now()`; null where it was begun before a restart. */
  readonly beganAt: number | null;
  /** The verdict, from the last byte on; whoever offers the update again waits for the same one. */
  readonly verdict?: Promise<UploadAnswer>;
}

/**
 * The uploads in progress: one for each client and run, so that a client cannot claim more room than
 * one update. What was acknowledged lies in a file, so an upload outlives the connection and the
 * coordinator's process: a client that returns continues (SPEC §4.4).
 */
export interface Uploads {
  /**
   * The upload of this very update, resumed or begun; another one of the client's is given up.
   */
  open(clientId: string, offer: OfferUpdate, place: UploadPlace): Promise<Upload>;
  /** Takes the next bytes; a refusal leaves the upload as it was. Rejects when the disk does. */
  append(clientId: string, chunk: SendChunk): Promise<Upload | Rejection>;
  /** What came is being judged: the file stays until then. */
  judge(clientId: string, upload: Upload, verdict: Promise<UploadAnswer>): Promise<UploadAnswer>;
  /** Gives up what was begun for a run by clients of whom nothing is expected any more. */
  discardRun(runId: string, isExpected: (clientId: string, round: number) => boolean): void;
  readonly count: number;
}

export interface UploadPlace {
  /** The same for the same update, also after a restart. */
  readonly path: string;
  /** Called when the upload is over, or goes on in another's place. */
  leave(): void;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

interface OpenUpload extends Mutable<Upload> {
  /** What is under way on the disk, if anything is. */
  writing: Promise<void> | null;
  leave(): void;
}

const isSameUpdate = (a: OfferUpdate, b: OfferUpdate): boolean =>
  a.digest === b.digest && a.payloadBytes === b.payloadBytes && a.round === b.round;

export const createUploads = (): Uploads => {
  const byRun = new Map<string, Map<string, OpenUpload>>();
  const ofRun = (runId: string): Map<string, OpenUpload> => {
    const uploads = byRun.get(runId) ?? new Map<string, OpenUpload>();
    byRun.set(runId, uploads);
    return uploads;
  };
  /** Resolves when the file is gone, and another one may be begun in its place. */
  const discard = async (clientId: string, upload: OpenUpload): Promise<void> => {
    upload.leave();
    const uploads = ofRun(upload.offer.runId);
    if (uploads.get(clientId) === upload) uploads.delete(clientId);
    // A chunk on its way to the disk would make the file anew; what is left behind is swept with its round.
    await upload.writing?.catch(() => undefined);
    if (upload.whole === undefined) await unlink(upload.path).catch(() => undefined);
  };
  return {
    open: async (clientId, offer, { path, leave }) => {
      const known = ofRun(offer.runId).get(clientId);
      if (known?.path === path && isSameUpdate(known.offer, offer)) {
        leave();
        // A chunk that came before the connection broke may still be on its way to the disk.
        await known.writing?.catch(() => undefined);
        return known;
      }
      if (known !== undefined) void discard(clientId, known);
      const upload: OpenUpload = {
        ...{ offer, path, received: 0, writing: null, leave },
        beganAt: performance.now(),
      };
      ofRun(offer.runId).set(clientId, upload);
      // The last byte is asked for again: its answer is the verdict.
      const lookUp = async () => {
        upload.received = Math.min(await bytesIn(path), offer.payloadBytes - 1);
        if (upload.received > 0) upload.beganAt = null;
      };
      await during(upload, lookUp());
      return upload;
    },
    append: async (clientId, { runId, digest, offset, bytes }) => {
      const upload = ofRun(runId).get(clientId);
      if (upload?.offer.digest !== digest) return reject('no-offer');
      const { payloadBytes } = upload.offer;
      if (offset !== upload.received || upload.writing || upload.verdict) {
        return reject('wrong-offset', `byte ${upload.received} comes next`);
      }
      const end = offset + bytes.length;
      if (end > payloadBytes) return reject('too-large', `${payloadBytes} bytes were offered`);
      if (bytes.length === payloadBytes) {
        upload.whole = bytes;
      } else {
        await during(upload, writeAt(upload.path, bytes, offset)).catch((error) => {
          // What lies on the disk now is uncertain: the next offer looks.
          void discard(clientId, upload);
          throw error;
        });
      }
      upload.received = end;
      return upload;
    },
    judge: (clientId, { offer }, verdict) => {
      const upload = ofRun(offer.runId).get(clientId);
      if (upload?.offer !== offer) return verdict;
      upload.verdict = verdict.finally(() => discard(clientId, upload));
      return upload.verdict;
    },
    discardRun: (runId, isExpected) => {
      for (const [clientId, upload] of ofRun(runId)) {
        const isVain = upload.verdict === undefined && !isExpected(clientId, upload.offer.round);
        if (isVain) void discard(clientId, upload);
      }
    },
    get count() {
      return [...byRun.values()].reduce((sum, uploads) => sum + uploads.size, 0);
    },
  };
};

/** Whoever comes meanwhile waits, or is told what comes next. */
const during = (upload: OpenUpload, work: Promise<void>): Promise<void> => {
  const done = work.finally(() => {
    upload.writing = null;
  });
  upload.writing = done;
  return done;
};

const bytesIn = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** Not synced: what a power cut takes away is sent again, and the digest tells what it damaged. */
const writeAt = async (path: string, bytes: Uint8Array, position: number): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  reach('chunk.write');
  const file = await open(path, position === 0 ? 'w' : 'r+');
  try {
    await file.write(bytes, 0, bytes.length, position);
  } finally {
    await file.close();
  }
  reach('chunk.written');
};
