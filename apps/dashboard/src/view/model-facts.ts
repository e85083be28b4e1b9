import type { ModelSpeed } from '@tributary/simulator/browser';
import { formatBytes, formatDuration, formatNumber } from './format.ts';
import type { WireSizes } from './wire-sizes.ts';

/** A training step is measured on so many examples. */
const STEP_EXAMPLES = 10;
const EXAMPLES = 100;

/** How large a model is, what of it travels, and how fast it was here, in a line each. */
export const modelFacts = (sizes: WireSizes | null, speed: ModelSpeed | undefined): string[] => [
  ...(sizes === null
    ? []
    : [
        `${formatNumber(sizes.weights)} parameters. Each round ${formatBytes(sizes.downBytes)} to a device, ${formatBytes(sizes.upBytes)} back.`,
      ]),
  ...(speed === undefined
    ? []
    : [
        `${EXAMPLES} examples in about ${formatDuration((speed.stepMs * EXAMPLES) / STEP_EXAMPLES)} here, with ${backendNames[speed.backend]}.`,
      ]),
];

const backendNames: Readonly<Record<ModelSpeed['backend'], string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};
