/** A file as it is offered to a person, or written to disk. */
export interface ExportedFile {
  /** A plain name that every file system takes. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const utf8 = new TextEncoder();

export const textFile = (name: string, mediaType: string, text: string): ExportedFile => ({
  name,
  mediaType: `${mediaType};charset=utf-8`,
  bytes: utf8.encode(text),
});

/** What a person called something, as part of a file's name: "My run, again!" → "my-run-again". */
export const fileStem = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    // Not half a letter, where that is where it ends.
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/-+$/, '') || 'run';
