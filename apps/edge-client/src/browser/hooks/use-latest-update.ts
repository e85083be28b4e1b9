import type { MadeUpdate } from '@tributary/client';
import { useCallback, useState } from 'react';

/** Larger ones would cost a phone too much memory merely to be looked at. */
const MAX_KEPT_BYTES = 100_000_000;

/** The update that was made here last, and whom to show the next one. */
export const useLatestUpdate = (): readonly [MadeUpdate | null, (update: MadeUpdate) => void] => {
  const [latest, setLatest] = useState<MadeUpdate | null>(null);
  const show = useCallback((update: MadeUpdate) => {
    const bytes = update.raw.values.byteLength + update.frame.byteLength;
    setLatest(bytes <= MAX_KEPT_BYTES ? update : null);
  }, []);
  return [latest, show];
};
