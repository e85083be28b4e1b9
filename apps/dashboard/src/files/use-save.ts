import { useMutation } from '@tanstack/react-query';
import type { ExportedFile } from '@tributary/exports';
import { saveFile } from './save-file.ts';

/** Makes a file and saves it; says that it is at it, and what went wrong. */
export const useSave = () =>
  useMutation({
    mutationFn: async (make: () => ExportedFile | Promise<ExportedFile>) => saveFile(await make()),
  });
