import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenScratch } from '@tributary/rounds';

const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** A scratch in a file of its own, which has no name any more once it is open: no crash leaves it behind. */
export const openFileScratch =
  (folder: string): OpenScratch =>
  () => {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${randomUUID()}.scratch`);
    const file = openSync(path, 'wx+', 0o600);
    rmSync(path);
    return {
      write: (values, position) => {
        const bytes = bytesOf(values);
        for (let done = 0; done < bytes.length; ) {
          done += writeSync(file, bytes, done, bytes.length - done, 4 * position + done);
        }
      },
      read: (into, position) => {
        const bytes = bytesOf(into);
        for (let done = 0; done < bytes.length; ) {
          const count = readSync(file, bytes, done, bytes.length - done, 4 * position + done);
          if (count === 0) throw new Error('The scratch ends before what was written to it.');
          done += count;
        }
      },
      close: () => closeSync(file),
    };
  };
