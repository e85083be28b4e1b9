import type { ExportedFile } from '@tributary/exports';

/** Long enough for a browser to begin with it. */
const KEPT_MS = 60_000;

/** Hands a file to the browser's downloads. */
export const saveFile = ({ name, mediaType, bytes }: ExportedFile): void => {
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
};
