/** Formats of pictures that devices can unpack, as the Internet names them. */
export type PictureFormat =
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'
  | 'image/gif'
  | 'image/bmp'
  | 'image/avif';

/** What the first bytes of a file give away. */
export interface KnownFormat {
  /** Completes "it begins like …". */
  readonly name: string;
  /** Only of pictures that devices can unpack. */
  readonly picture?: PictureFormat;
}

interface Signature extends KnownFormat {
  readonly at?: number;
  /** In Latin-1, so that they can be read. */
  readonly bytes: string;
}

const picture = (format: PictureFormat, name: string, bytes: string, at = 0): Signature => ({
  name: `a ${name} picture`,
  picture: format,
  bytes,
  at,
});

/** From the specifications of the formats; the first that fits is it. */
const SIGNATURES: readonly Signature[] = [
  picture('image/png', 'PNG', '\x89PNG\r\n\x1a\n'),
  picture('image/jpeg', 'JPEG', '\xff\xd8\xff'),
  picture('image/gif', 'GIF', 'GIF8'),
  picture('image/webp', 'WebP', 'WEBP', 8),
  { ...picture('image/avif', 'AVIF', 'ftypavif', 4), name: 'an AVIF picture' },
  { name: 'a HEIC picture', at: 4, bytes: 'ftyphei' },
  { name: 'a HEIC picture', at: 4, bytes: 'ftypmif1' },
  { name: 'a film', at: 4, bytes: 'ftyp' },
  { name: 'a TIFF picture', bytes: 'II*\0' },
  { name: 'a TIFF picture', bytes: 'MM\0*' },
  {
    name: 'a ZIP archive (or an Excel or Word file, which are such archives)',
    bytes: 'PK\x03\x04',
  },
  { name: 'an old Excel or Word file', bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
  { name: 'a gzip archive', bytes: '\x1f\x8b' },
  { name: 'a 7z archive', bytes: '7z\xbc\xaf\x27\x1c' },
  { name: 'a RAR archive', bytes: 'Rar!\x1a\x07' },
  { name: 'a PDF document', bytes: '%PDF-' },
  { name: 'an SQLite database', bytes: 'SQLite format 3\0' },
  { name: 'a Parquet file', bytes: 'PAR1' },
];

/** So many bytes are enough for {@link nameFormat}. */
export const SIGNATURE_BYTES = 32;

/**
 * What a file is by its first bytes, whatever its name says.
 * @returns undefined for text, and for all that has no well-known beginning
 */
export const nameFormat = (head: Uint8Array): KnownFormat | undefined => {
  const found = SIGNATURES.find((signature) => startsWith(head, signature));
  if (found !== undefined) return found;
  // Two letters may begin a text as well: the size of the header that follows must be right, too.
  return startsWith(head, { bytes: 'BM' }) && [12, 40, 108, 124].includes(head[14] ?? 0)
    ? { name: 'a BMP picture', picture: 'image/bmp' }
    : undefined;
};

const startsWith = (
  head: Uint8Array,
  { at = 0, bytes }: Pick<Signature, 'at' | 'bytes'>,
): boolean =>
  [...bytes].every((character, offset) => head[at + offset] === character.charCodeAt(0));
