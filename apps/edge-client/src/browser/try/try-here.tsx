import type { ReceivedModel } from '@tributary/client';
import { decodeFrame } from '@tributary/protocol';
import { TryModel } from '@tributary/try-model';
import { useCallback } from 'react';
import { wasmPaths } from '../device/wasm-paths.ts';
import './styles.ts';

/** Stands for the digest of a model that is here already. */
const HERE = 'here';

/** One model, asked about an example of one's own. */
export const TryHere = ({ model: { task, weights, round } }: { readonly model: ReceivedModel }) => {
  const weightsOf = useCallback(
    (digest: string) => (digest === HERE ? Promise.resolve(weights) : fetchBase(digest)),
    [weights],
  );
  return (
    <TryModel
      task={task}
      models={[{ digest: HERE, label: `The model of round ${round}` }]}
      weightsOf={weightsOf}
      wasmPaths={wasmPaths}
    />
  );
};

/** What adapters are put on: this device has fetched it before, so that its browser has it. */
const fetchBase = async (digest: string): Promise<Float32Array> => {
  const response = await fetch(`/api/checkpoints/${digest}`).catch(() => null);
  if (!response?.ok) {
    throw new Error('The model that this run adapts cannot be had without a network. Try later.');
  }
  const frame = decodeFrame(new Uint8Array(await response.arrayBuffer()), 'weights');
  if (!frame.ok) throw new Error(frame.message);
  return frame.weights.values;
};
