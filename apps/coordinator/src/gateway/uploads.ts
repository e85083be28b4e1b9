import { type OfferUpdate, type Rejection, reject, type SendChunk } from '@tributary/protocol';

/** An update on its way up. */
export interface Upload {
  readonly offer: OfferUpdate;
  readonly bytes: Uint8Array<ArrayBuffer>;
  received: number;
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
  /** Gives the memory back. */
  discard(clientId: string, runId: string): void;
  /** Drops what was begun for other rounds of the run. */
  keepOnly(runId: string, round: number): void;
}

export const createUploads = (): Uploads => {
  const uploads = new Map<string, Upload>();
  const keyOf = (clientId: string, runId: string) => `${runId}/${clientId}`;
  return {
    open: (clientId, offer) => {
      const key = keyOf(clientId, offer.runId);
      const begun = uploads.get(key);
      if (begun?.offer.digest === offer.digest && begun.bytes.length === offer.payloadBytes) {
        return begun;
      }
      const upload = { offer, bytes: new Uint8Array(offer.payloadBytes), received: 0 };
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
    discard: (clientId, runId) => void uploads.delete(keyOf(clientId, runId)),
    keepOnly: (runId, round) => {
      for (const [key, { offer }] of uploads) {
        if (offer.runId === runId && offer.round !== round) uploads.delete(key);
      }
    },
  };
};
