import type { OwnData } from '@tributary/local-data';
import { useCallback, useEffect, useState } from 'react';
import { openDeviceStores } from '../device/open-device-stores.ts';
import { dropData, heldData, holdData } from './held-data.ts';
import { type KeptData, openKeptData } from './kept-data.ts';
import type { PutData } from './need-card.tsx';

interface OwnDataState {
  /** Undefined until it is known what the device has kept. */
  readonly kept: KeptData | null | undefined;
  readonly data: Readonly<Record<string, OwnData>>;
  /** Whose data were found on the device. */
  readonly keptKeys: readonly string[];
}

export interface OwnDataActions {
  readonly put: PutData;
  readonly forget: (key: string) => void;
  /** Holds what is in use for training, and keeps it if the person agrees; removes what is not to be kept. */
  readonly settle: (keys: readonly string[], keeps: boolean) => Promise<void>;
}

/** The data of one's own by the keys of needs: held by this page, kept on the device, or just brought. */
export const useOwnData = (keys: readonly string[]): readonly [OwnDataState, OwnDataActions] => {
  const [state, setState] = useState<OwnDataState>({ kept: undefined, data: {}, keptKeys: [] });
  const asked = keys.join(' ');
  useEffect(() => {
    let isGone = false;
    const load = async () => {
      const { slot } = await openDeviceStores();
      const kept = slot === undefined ? undefined : await openKeptData(slot);
      const found = await Promise.all(
        asked.split(' ').map(async (key) => [key, await kept?.load(key)] as const),
      );
      if (isGone) return;
      const keptKeys = found.flatMap(([key, data]) => (data ? [key] : []));
      setState(({ data: brought }) => ({
        kept: kept ?? null,
        keptKeys,
        data: {
          ...dataOf(found),
          ...dataOf(asked.split(' ').map((key) => [key, heldData(key)])),
          ...brought,
        },
      }));
    };
    load().catch(() => setState((before) => ({ ...before, kept: null })));
    return () => {
      isGone = true;
    };
  }, [asked]);

  const put = useCallback<PutData>((key, change) => {
    setState(({ data, ...others }) => ({
      ...others,
      data: dataOf([...Object.entries(data), [key, change(data[key] ?? null)]]),
    }));
  }, []);
  const { kept, data } = state;
  const forget = useCallback(
    (key: string) => {
      dropData(key);
      void kept?.forget(key);
      setState((before) => ({
        ...before,
        keptKeys: before.keptKeys.filter((other) => other !== key),
        data: dataOf([...Object.entries(before.data), [key, null]]),
      }));
    },
    [kept],
  );
  const settle = useCallback(
    async (chosen: readonly string[], keeps: boolean) => {
      for (const key of chosen) {
        const own = data[key];
        if (own === undefined) continue;
        holdData(key, own);
        await (keeps ? kept?.save(key, own) : kept?.forget(key));
      }
    },
    [data, kept],
  );
  return [state, { put, forget, settle }];
};

/** The later entry of a key counts; none is kept for null. */
const dataOf = (
  entries: readonly (readonly [string, OwnData | null | undefined])[],
): Record<string, OwnData> =>
  Object.fromEntries(
    [...new Map(entries)].flatMap(([key, data]) => (data ? [[key, data] as const] : [])),
  );
