import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Digest } from '@tributary/protocol';

/** The digest of a file's content; null where there is none. @throws when the machine cannot read it now. */
export const digestOfFile = async (path: string): Promise<Digest | null> => {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    return `sha256:${hash.digest('hex')}`;
  } catch (error) {
    // A disk that cannot give it back has lost it.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EIO') return null;
    throw error;
  }
};
