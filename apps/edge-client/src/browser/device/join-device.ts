import { type ClientState, joinRun } from '@tributary/client';
import { createBrowserTrainer } from '@tributary/trainer/browser';
import type { DataChoice } from '../own-data/data-choice.ts';
import { openData } from '../own-data/open-data.ts';
import { deviceName } from '../view/device-name.ts';
import { forcedBackend } from '../view/forced-backend.ts';
import { openDeviceStores } from './open-device-stores.ts';
import { wasmPaths } from './wasm-paths.ts';

interface JoinDeviceOptions {
  readonly token: string;
  readonly choice: DataChoice;
  readonly onState: (state: ClientState) => void;
}

/**
 * Joins the coordinator that served this page, training in a Web Worker on the chosen data.
 * @returns how to leave: disconnects and frees the worker
 */
export const joinDevice = async ({
  token,
  choice,
  onState,
}: JoinDeviceOptions): Promise<() => Promise<void>> => {
  const url = location.origin;
  const name = deviceName(navigator.userAgent);
  const backend = forcedBackend(location.search);
  const { slot, ...stores } = await openDeviceStores();
  // A client whose key cannot be kept is a new one next time; it can work all the same.
  const identity = await stores.identities.key().catch(() => null);
  const trainer = createBrowserTrainer({ wasmPaths });
  const client = joinRun({
    url,
    token,
    trainer,
    ...stores,
    onState,
    data: openData({ choice, url, token, key: identity?.publicKey, slot }),
    device: { kind: 'browser', name, platform: name },
    ...(backend === null ? {} : { backend }),
  });
  onState(client.state);
  return async () => {
    await client.leave();
    await trainer.close();
  };
};
