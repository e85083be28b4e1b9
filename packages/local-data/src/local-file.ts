/** A file on this device, of which as much is read as is asked for. */
export interface LocalFile {
  /** With the folders from where it was picked on: `digits/seven/1.png`; the name alone where there are none. */
  readonly path: string;
  readonly sizeBytes: number;
  /** @returns the bytes from `start` up to `end`, all of them unless given */
  read(start?: number, end?: number): Promise<Uint8Array>;
}

/** What a browser's `File` and Node's `Blob` have in common. */
interface BlobLike {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A file that a person picked in a page. */
export const localFile = (blob: BlobLike, path: string): LocalFile => ({
  path,
  sizeBytes: blob.size,
  read: async (start = 0, end = blob.size) =>
    new Uint8Array(await blob.slice(start, end).arrayBuffer()),
});

/** The last part of a path. */
export const fileName = ({ path }: Pick<LocalFile, 'path'>): string => path.split('/').at(-1) ?? '';

/** The folder that a file lies in, by its name; undefined where it lies in none. */
export const folderName = ({ path }: Pick<LocalFile, 'path'>): string | undefined =>
  path.split('/').at(-2) || undefined;

/** Whether it is a file that operating systems leave in folders. */
export const isHidden = (file: Pick<LocalFile, 'path'>): boolean =>
  /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/.test(fileName(file)) || file.path.includes('__MACOSX/');
