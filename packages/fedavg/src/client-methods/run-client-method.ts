import type { ClientMethodSpec } from '../client-work.ts';
import type { WeightEntry, WeightManifest } from '../flat-weights.ts';
import type { ClientMethodContext, ClientMethodResult, TrainedPass } from './client-method.ts';
import { runDitto } from './run-ditto.ts';
import { runDyn } from './run-dyn.ts';
import { runLocalLayers } from './run-local-layers.ts';
import { runProx } from './run-prox.ts';
import { runScaffold } from './run-scaffold.ts';
import { runSgd } from './run-sgd.ts';
import { sharedManifest } from './shared-layers.ts';

/** A client's part of a round by the method that its plan names. */
export const runClientMethod = <Pass extends TrainedPass>(
  method: ClientMethodSpec,
  context: ClientMethodContext<Pass>,
): Promise<ClientMethodResult<Pass>> => {
  switch (method.name) {
    case 'sgd':
      return runSgd(method, context);
    case 'prox':
      return runProx(method, context);
    case 'scaffold':
      return runScaffold(method, context);
    case 'dyn':
      return runDyn(method, context);
    case 'local-layers':
      return runLocalLayers(method, context);
    case 'ditto':
      return runDitto(method, context);
  }
};

/**
 * The tensors that an update by this method carries: those of the model; with control variates those of
 * the model twice, the second time under "control/"; without the layers that stay on the device.
 * @throws {RangeError} when the model has no such layers, or none would be left to share
 */
export const updateManifest = (
  manifest: WeightManifest,
  method: ClientMethodSpec,
): readonly WeightEntry[] => {
  switch (method.name) {
    case 'scaffold':
      return [
        ...manifest,
        ...manifest.map(({ name, shape }) => ({ name: `control/${name}`, shape })),
      ];
    case 'local-layers':
      return sharedManifest({ manifest, layers: method.layers });
    default:
      return manifest;
  }
};

/** How many passes a method trains in a round. */
export const countPasses = (method: ClientMethodSpec): number => {
  if (method.name === 'ditto') return 2;
  return method.name === 'local-layers' && method.headEpochs > 0 ? 2 : 1;
};
