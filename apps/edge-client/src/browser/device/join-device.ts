import { type ClientState, demoShard, joinRun } from '@tributary/client';
import { createBrowserTrainer } from '@tributary/trainer/browser';
import { deviceName } from '../view/device-name.ts';
import { forcedBackend } from '../view/forced-backend.ts';
import { openDeviceStores } from './open-device-stores.ts';
import { wasmPaths } from './wasm-paths.ts';

interface JoinDeviceOptions {
  readonly token: string;
  readonly onState: (state: ClientState) => void;
}

/**
 * Joins the coordinator that served this page, training in a Web Worker on a demo shard.
 * @returns how to leave: disconnects and frees the worker
 */
export const joinDevice = async ({
  token,
  onState,
}: JoinDeviceOptions): Promise<() => Promise<void>> => {
  const url = location.origin;
  const name = deviceName(navigator.userAgent);
  const backend = forcedBackend(location.search);
  const stores = await openDeviceStores();
  const trainer = createBrowserTrainer({ wasmPaths });
  const client = joinRun({
    url,
    token,
    trainer,
    ...stores,
    onState,
    data: demoShard({ url, token }),
    device: { kind: 'browser', name, platform: name },
    ...(backend === null ? {} : { backend }),
  });
  onState(client.state);
  return async () => {
    await client.leave();
    await trainer.close();
  };
};
