import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file that only its owner can read: after a crash or a power cut it is the old one or the new one. */
export const writeDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const aside = `${path}.partial`;
  await withFile(aside, 'w', async (file) => {
    await file.writeFile(bytes);
    await file.sync();
  });
  await rename(aside, path);
  await withFile(dirname(path), 'r', (folder) => folder.sync());
};

type File = Awaited<ReturnType<typeof open>>;

const withFile = async (
  path: string,
  flags: 'w' | 'r',
  use: (file: File) => Promise<void>,
): Promise<void> => {
  const file = await open(path, flags, 0o600);
  try {
    await use(file);
  } finally {
    await file.close();
  }
};
