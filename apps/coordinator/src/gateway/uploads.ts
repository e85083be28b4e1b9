import {
  type OfferUpdate,
  type Rejection,
  reject,
  type SendChunk,
  type UploadAnswer,
} from '@tributary/protocol';

/** An update on its way up. */
export interface Upload {
  readonly offer: OfferUpdate;
  readonly bytes: Uint8Array<ArrayBuffer>;
  received: number;
  /** The verdict, from the last byte on; whoever offers the update again waits for the same one. */
  verdict?: Promise<UploadAnswer>;
}

/**
 * The uploads in progress: one for each client and run, so that a client cannot claim more memory
 * than one update. They outlive the connection; a client that returns continues (SPEC §4.4).
 */
export interface Uploads {
  /** The upload of this very update, resumed or begun; another one of the client's is given up. */
  open(clientId: string, offer: OfferUpdate): Upload;
  /** Takes the next bytes; a refusal leaves the upload as it was. */
  append(clientId: string, chunk: SendChunk): Upload | Rejection;
  /** Gives the upload's memory back, unless another one has taken its place already. */
  discard(clientId: string, upload: Upload): void;
  /** Gives up what was begun for a run by clients of whom nothing is expected any more. */
  discardRun(runId: string, isExpected: (clientId: string) => boolean): void;
}

const isSameUpdate = (a: OfferUpdate, b: OfferUpdate): boolean =>
  a.digest === b.digest && a.payloadBytes === b.payloadBytes && a.round === b.round;

export const createUploads = (): Uploads => {
  const uploads = new Map<string, Upload>();
  const keyOf = (clientId: string, runId: string) => `${runId}/${clientId}`;
  return {
    open: (clientId, offer) => {
      const key = keyOf(clientId, offer.runId);
      const begun = uploads.get(key);
      if (begun !== undefined && isSameUpdate(begun.offer, offer)) return begun;
      const upload: Upload = { offer, bytes: new Uint8Array(offer.payloadBytes), received: 0 };
      uploads.set(key, upload);
      return upload;
    },
    append: (clientId, { runId, digest, offset, bytes }) => {
      const upload = uploads.get(keyOf(clientId, runId));
      if (upload?.offer.digest !== digest) return reject('no-offer');
      if (offset !== upload.received) {
        return reject('wrong-offset', `byte ${upload.received} comes next`);
      }
      if (offset + bytes.length > upload.bytes.length) {
        return reject('too-large', `${upload.bytes.length} bytes were offered`);
      }
      upload.bytes.set(bytes, offset);
      upload.received += bytes.length;
      return upload;
    },
    discard: (clientId, upload) => {
      const key = keyOf(clientId, upload.offer.runId);
      if (uploads.get(key) === upload) uploads.delete(key);
    },
    discardRun: (runId, isExpected) => {
      for (const [key, { offer }] of uploads) {
        const clientId = key.slice(runId.length + 1);
        if (offer.runId === runId && !isExpected(clientId)) uploads.delete(key);
      }
    },
  };
};
