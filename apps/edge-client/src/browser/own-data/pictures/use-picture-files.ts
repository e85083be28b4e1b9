import {
  type Findings,
  isHidden,
  LIMITS,
  noFindings,
  type PictureSize,
  type SizedPicture,
  sortByFolder,
} from '@tributary/local-data';
import { DatasetError } from '@tributary/model-zoo';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PickedFile } from '../desk/desk.ts';
import { useDesk } from '../desk/use-desk.ts';

interface Reading {
  readonly done: number;
  readonly total: number;
}

export interface PictureFiles {
  /** Null while no files are being read. */
  readonly reading: Reading | null;
  /** What was wrong with files of the last choice. */
  readonly refused: Findings;
  readonly read: (picked: readonly PickedFile[]) => Promise<void>;
}

interface PictureFilesOptions {
  readonly size: PictureSize;
  readonly classes: readonly string[];
  readonly onRead: (pictures: readonly SizedPicture[]) => void;
}

/** So many appear at a time. */
const BATCH = 50;

/** Reads files as pictures, one after the other; those that are none are told and change nothing. */
export const usePictureFiles = ({ size, classes, onRead }: PictureFilesOptions): PictureFiles => {
  const call = useDesk();
  const isGone = useRef(false);
  const [reading, setReading] = useState<Reading | null>(null);
  const [refused, setRefused] = useState<Findings>(noFindings);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  const read = useCallback(
    async (all: readonly PickedFile[]) => {
      const picked = all.filter((file) => !isHidden(file));
      if (picked.length === 0 || picked.length > LIMITS.files) {
        setRefused(wrongNumber(picked.length));
        return;
      }
      const labels = sortByFolder(picked, classes);
      const problems: Findings['shown'][number][] = [];
      let batch: SizedPicture[] = [];
      const flush = (done: number) => {
        if (isGone.current) return;
        if (batch.length > 0) onRead(batch);
        batch = [];
        setReading(done < picked.length ? { done, total: picked.length } : null);
        setRefused({ total: problems.length, shown: problems.slice() });
      };
      flush(0);
      for (const [at, one] of picked.entries()) {
        if (isGone.current) return;
        try {
          const pixels = await call('readPicture', { picked: one, size });
          batch.push({ name: one.path, pixels, label: labels[at] ?? null });
        } catch (error) {
          problems.push(problemOf(error, one.path));
        }
        if (batch.length === BATCH) flush(at + 1);
      }
      flush(picked.length);
    },
    [call, size, classes, onRead],
  );
  return { reading, refused, read };
};

const problemOf = (error: unknown, file: string) => ({
  place: (error instanceof DatasetError && error.place) || { file },
  message: error instanceof Error ? error.message : String(error),
});

const wrongNumber = (count: number): Findings => {
  const message =
    count === 0
      ? 'There are no pictures in this folder.'
      : `These are ${count} files, and at most ${LIMITS.files} are read at once. None of them was read; choose fewer.`;
  return { total: 1, shown: [{ place: { file: '' }, message }] };
};
