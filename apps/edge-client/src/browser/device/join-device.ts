import {
  type ClientState,
  type JoinedClient,
  type JoinOptions,
  joinRun,
  type MadeUpdate,
  type ReceivedModel,
} from '@tributary/client';
import { createBrowserTrainer } from '@tributary/trainer/browser';
import type { DataChoice } from '../own-data/data-choice.ts';
import { openData } from '../own-data/open-data.ts';
import { deviceName } from '../view/device-name.ts';
import { forcedBackend } from '../view/forced-backend.ts';
import { openDeviceStores } from './open-device-stores.ts';
import { wasmPaths } from './wasm-paths.ts';

interface JoinDeviceOptions extends Pick<JoinOptions, 'past'> {
  readonly token: string;
  readonly choice: DataChoice;
  readonly capBytes: number | null;
  readonly onState: (state: ClientState) => void;
  readonly onUpdate: (update: MadeUpdate) => void;
  readonly onModel: (model: ReceivedModel) => void;
}

/** A device that takes part; `leave` also frees its worker. */
export type JoinedDevice = Omit<JoinedClient, 'ended' | 'on'>;

/** Joins the coordinator that served this page, training in a Web Worker on the chosen data. */
export const joinDevice = async ({
  token,
  choice,
  capBytes,
  past,
  onState,
  onUpdate,
  onModel,
}: JoinDeviceOptions): Promise<JoinedDevice> => {
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
    onUpdate,
    onModel,
    data: openData({ choice, url, token, key: identity?.publicKey, slot }),
    device: { kind: 'browser', name, platform: name },
    ...(past && { past }),
    ...(capBytes === null ? {} : { byteLimit: capBytes }),
    ...(backend === null ? {} : { backend }),
  });
  onState(client.state);
  return {
    get state() {
      return client.state;
    },
    pause: client.pause,
    resume: client.resume,
    limitBytes: client.limitBytes,
    leave: async () => {
      await client.leave();
      await trainer.close();
    },
  };
};
