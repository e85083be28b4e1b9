import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Where, what is written there, and words of the message that must meet it. */
type Ban = readonly [file: string, line: string, message: string];

const using = (source: string) => `import { x } from '${source}';\nexport const y = x;`;
const fedavg = 'packages/fedavg/src/x.ts';
const protocol = 'packages/protocol/src/x.ts';
const rounds = 'packages/rounds/src/phases/x.ts';
const zoo = 'packages/model-zoo/src/models/x.ts';
const localData = 'packages/local-data/src/x.ts';
const trainer = 'packages/trainer/src/x.ts';
const client = 'packages/client/src/x.ts';
const clientNode = 'packages/client/src/node/x.ts';
const exportsRoom = 'packages/exports/src/x.ts';
const tryModel = 'packages/try-model/src/x.ts';
const simulator = 'packages/simulator/src/x.ts';
const apiClient = 'packages/api-client/src/x.ts';
const terminal = 'packages/terminal/src/x.ts';
const cli = 'apps/cli/src/x.ts';
const coordinator = 'apps/coordinator/src/runner/x.ts';
const edgeClient = 'apps/edge-client/src/node/x.ts';
const dashboard = 'apps/dashboard/src/pages/x.tsx';

const bans: readonly Ban[] = [
  [fedavg, using('node:fs'), 'fedavg is pure maths: no Node'],
  [fedavg, using('node:fs/promises'), 'fedavg is pure maths: no Node'],
  [fedavg, using('@tensorflow/tfjs-core'), 'Put what needs tensors into packages/trainer'],
  [fedavg, using('socket.io-client'), 'no sockets'],
  [fedavg, using('@tributary/protocol'), 'floor 0'],
  [fedavg, using('../../protocol/src/ids.ts'), 'must not leave its package'],
  [fedavg, 'export const y = Math.random();', 'Take a seed'],
  [fedavg, 'export const y = Date.now();', 'Time comes in'],
  [fedavg, 'export const y = new Date();', 'Time comes in'],
  [fedavg, 'export const y = performance.now();', 'Time comes in'],
  [protocol, using('socket.io'), 'protocol only describes messages'],
  [protocol, using('fastify'), 'protocol only describes messages'],
  [protocol, using('node:crypto'), 'protocol runs everywhere'],
  [protocol, using('@tensorflow/tfjs-core'), 'bytes, not tensors'],
  [protocol, using('@tributary/model-zoo'), 'fedavg only'],
  [protocol, 'export const y = Math.random();', 'Take a seed'],
  [protocol, 'export const y = Date.now();', 'Time comes in'],
  [rounds, using('node:fs'), 'Return an effect'],
  [rounds, using('socket.io'), 'Return an effect'],
  [rounds, using('@tensorflow/tfjs-core'), 'never sees tensors'],
  [rounds, using('@tributary/client'), 'fedavg and protocol only'],
  [rounds, 'export const y = Date.now();', 'Time comes in'],
  [rounds, 'export const y = Math.random();', 'Take a seed'],
  [zoo, using('@tensorflow/tfjs-core'), 'as a type only'],
  [zoo, "export { x } from '@tensorflow/tfjs-core';", 'as a type only'],
  [zoo, "export * from '@tensorflow/tfjs-core';", 'as a type only'],
  [zoo, "export const y = () => import('@tensorflow/tfjs-core');", 'as a type only'],
  [zoo, using('node:fs'), 'packages/model-zoo/src/node'],
  [zoo, using('socket.io-client'), 'opens no sockets'],
  [zoo, using('@tributary/protocol'), 'fedavg only'],
  [localData, using('node:fs'), 'packages/local-data/src/node'],
  [localData, using('socket.io-client'), 'never leaves the device'],
  [localData, using('@tensorflow/tfjs-core'), 'examples, not tensors'],
  [localData, using('@tributary/client'), 'fedavg and model-zoo only'],
  ['packages/local-data/src/node/x.ts', using('socket.io-client'), 'never leaves the device'],
  [trainer, using('socket.io-client'), 'opens no sockets'],
  [trainer, using('@tributary/protocol'), 'fedavg and model-zoo only'],
  [client, using('@tributary/rounds'), 'client knows no rounds'],
  [client, using('node:fs'), 'as a port'],
  [clientNode, using('@tributary/rounds'), 'client knows no rounds'],
  [client, using('@tensorflow/tfjs-core'), 'Trainer port'],
  [client, using('socket.io'), 'only calls the coordinator'],
  [exportsRoom, using('node:fs'), 'Return bytes'],
  [exportsRoom, using('@tensorflow/tfjs-core'), 'no tfjs here'],
  [exportsRoom, using('socket.io-client'), 'opens no sockets'],
  [exportsRoom, using('@tributary/trainer'), 'fedavg, protocol, model-zoo and rounds only'],
  [exportsRoom, using('protobufjs'), 'protobufjs/minimal'],
  [tryModel, using('node:fs'), 'runs in pages'],
  [tryModel, using('@tensorflow/tfjs-core'), 'through the Trainer port'],
  [tryModel, using('socket.io-client'), 'opens no sockets'],
  [tryModel, using('@tributary/client'), 'model-zoo, local-data and trainer only'],
  [simulator, using('node:fs'), 'packages/simulator/src/node'],
  [simulator, using('@tributary/trainer'), 'hands work to a crew'],
  [simulator, using('socket.io-client'), 'without sockets'],
  [simulator, 'export const y = Date.now();', 'Time comes in'],
  [simulator, 'export const y = Math.random();', 'Take a seed'],
  ['packages/simulator/src/node/x.ts', using('fastify'), 'without sockets'],
  ['packages/simulator/src/training/x.ts', using('node:fs'), 'packages/simulator/src/node'],
  ['packages/simulator/src/browser/x.ts', using('socket.io-client'), 'without sockets'],
  [apiClient, using('node:fs'), 'packages/api-client/src/node'],
  [apiClient, using('@tributary/client'), 'protocol and rounds only'],
  [apiClient, using('@tensorflow/tfjs-core'), 'Put what needs tfjs into packages/trainer'],
  [apiClient, using('fastify'), 'only calls the coordinator'],
  ['packages/api-client/src/node/x.ts', using('@tributary/client'), 'protocol and rounds only'],
  [terminal, using('@tributary/model-zoo'), 'terminal shows runs'],
  [terminal, using('@tensorflow/tfjs-core'), 'trains nothing'],
  [terminal, using('socket.io-client'), 'through packages/api-client'],
  [cli, using('@tributary/client'), 'joins no run'],
  [cli, using('@tensorflow/tfjs-core'), 'through @tributary/trainer'],
  [cli, using('socket.io-client'), 'through packages/api-client'],
  [cli, using('@tributary/try-model'), 'has no page'],
  [cli, using('@tributary/edge-client'), 'Apps are not imported'],
  [coordinator, using('@tributary/cli'), 'Apps are not imported'],
  [coordinator, using('@tensorflow/tfjs-core'), 'apps/coordinator/src/evaluation'],
  [coordinator, using('@tributary/trainer/node'), 'apps/coordinator/src/evaluation'],
  [coordinator, using('@tributary/client'), 'joins nothing'],
  [coordinator, using('@tributary/edge-client'), 'Apps are not imported'],
  [edgeClient, using('@tributary/rounds'), 'knows no rounds'],
  [edgeClient, using('@tributary/coordinator'), 'Apps are not imported'],
  [edgeClient, using('@tensorflow/tfjs-core'), 'trains through @tributary/trainer'],
  [dashboard, using('@tensorflow/tfjs-core'), 'no tfjs on its page'],
  [dashboard, using('@tributary/trainer'), 'no tfjs on its page'],
  [dashboard, using('@tributary/client'), 'joins no run'],
  [dashboard, using('../../../edge-client/src/x.ts'), 'must not leave its package'],
  [dashboard, using('node:fs'), 'runs in the browser'],
  ['e2e/x.spec.ts', using('../apps/coordinator/src/app.ts'), 'Apps are not imported'],
  ['scripts/x.ts', 'const y = 1;\nexport default y;', 'default exports'],
];

const allowed: readonly (readonly [file: string, line: string])[] = [
  [fedavg, using('zod')],
  [fedavg, using('../vector.ts')],
  ['packages/fedavg/src/x.test.ts', using('node:fs')],
  [protocol, using('@tributary/fedavg')],
  [rounds, using('@tributary/protocol')],
  [zoo, "import type * as tf from '@tensorflow/tfjs-core';\nexport type Y = tf.Tensor;"],
  [
    zoo,
    "/** Why. */\nimport type { Tensor } from '@tensorflow/tfjs-core';\nexport type Y = Tensor;",
  ],
  ['packages/model-zoo/src/node/x.ts', using('node:fs')],
  ['packages/model-zoo/src/models/x.test.ts', using('@tensorflow/tfjs-core')],
  [localData, using('@tributary/model-zoo')],
  ['packages/local-data/src/node/x.ts', using('node:fs')],
  [trainer, using('@tensorflow/tfjs-core')],
  [client, using('@tributary/trainer')],
  [client, using('socket.io-client')],
  [exportsRoom, using('@tributary/rounds')],
  [exportsRoom, using('protobufjs/minimal.js')],
  [simulator, using('@tributary/client')],
  ['packages/simulator/src/node/x.ts', using('@tributary/trainer/node')],
  [coordinator, using('@tributary/rounds')],
  ['apps/coordinator/src/evaluation/x.ts', using('@tributary/trainer/node')],
  [apiClient, using('@tributary/rounds')],
  ['packages/api-client/src/node/x.ts', using('node:https')],
  [terminal, using('@tributary/api-client')],
  [cli, using('@tributary/simulator/node')],
  [cli, using('@tributary/trainer/node')],
  [cli, using('@tributary/try-model/ask')],
  [edgeClient, using('@tributary/client')],
  [
    'apps/edge-client/src/browser/x.ts',
    "import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';\nexport const y = wasm;",
  ],
  [dashboard, using('@tributary/rounds')],
  ['e2e/vite.config.ts', 'const y = 1;\nexport default y;'],
];

interface Diagnostic {
  readonly location: { readonly path: string };
  readonly message: string;
  readonly advices?: unknown;
}

/** Case n stands in its own file: `x.ts` becomes `x-n.ts`. */
const numbered = (file: string, n: number) => file.replace(/\bx\.(?=\w)/, `x-${n}.`);
const cases = [...bans, ...allowed].map(
  ([file, line], n) => [file === 'e2e/vite.config.ts' ? file : numbered(file, n), line] as const,
);

/** Everything Biome has to say of one file, as JSON. */
const complaints = new Map<string, string>();
let folder: string;

const lint = (cwd: string): Promise<string> =>
  new Promise((resolve) => {
    const biome = join(process.cwd(), 'node_modules/.bin/biome');
    const options = ['lint', '--reporter=json', '--max-diagnostics=none', '--vcs-enabled=false'];
    execFile(biome, options, { cwd, maxBuffer: 2 ** 26 }, (_, stdout) => resolve(stdout));
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-import-table-'));
  await cp('biome.json', join(folder, 'biome.json'));
  await cp('scripts/lint', join(folder, 'scripts/lint'), { recursive: true });
  for (const [file, text] of cases) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), `${text}\n`);
  }
  const report: { diagnostics: Diagnostic[] } = JSON.parse(await lint(folder));
  for (const diagnostic of report.diagnostics) {
    const { path } = diagnostic.location;
    complaints.set(path, (complaints.get(path) ?? '') + JSON.stringify(diagnostic));
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('The import table is enforced by the linter', () => {
  it.each(bans.map((ban, n) => [...ban, n] as const))('%s may not: %s', (_, __, message, n) => {
    expect(complaints.get(cases[n]?.[0] ?? '')).toContain(message);
  });

  it.each(allowed.map((one, n) => [...one, bans.length + n] as const))('%s may: %s', (_, __, n) => {
    expect(complaints.get(cases[n]?.[0] ?? '')).toBeUndefined();
  });
});
