const LINE_FEED = 0x0a;

/** Enough to see what columns hold. */
const MOST_BYTES = 1_000_000;

/** The beginning of a large file up to the end of a line; the whole of a small one. */
export const firstRows = async (file: Blob): Promise<Uint8Array> => {
  const bytes = new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer());
  return file.size <= MOST_BYTES ? bytes : bytes.subarray(0, bytes.lastIndexOf(LINE_FEED) + 1);
};
