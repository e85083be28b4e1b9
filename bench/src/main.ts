/** `pnpm bench <name> [--json]`: the project's benchmarks. Each prints ratios within one run. */
import { parseArgs } from 'node:util';
import type { BackendName } from '@tributary/trainer';
import { benchAggregate } from './aggregate.ts';
import { benchRound } from './round.ts';
import { benchSimulate } from './simulate.ts';
import { benchStraggler } from './straggler.ts';
import { benchBrowser, benchBrowserBackend } from './trainer/browser.ts';
import { benchRecompute } from './trainer/recompute.ts';
import { benchTrainer } from './trainer/trainer.ts';
import { benchWatching } from './watching.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    /** Of `trainer`: in Chromium, on this backend. */
    backend: { type: 'string', default: 'wasm' },
    /** With `--backend`: on this machine's graphics processor, and not on software. */
    hardware: { type: 'boolean', default: false },
    /** Of `straggler`: how many are measured in each run (10). Of `watching`: of the run that is watched (1000). */
    rounds: { type: 'string' },
    /** Of `watching`: how many take part in each round. */
    clients: { type: 'string', default: '1000' },
    /** Of `watching`: a folder for pictures of the pages. */
    pictures: { type: 'string' },
  },
});

const benchmarks: Readonly<Record<string, (json: boolean) => Promise<void>>> = {
  aggregate: benchAggregate,
  round: benchRound,
  trainer: (json) =>
    values.backend === 'wasm'
      ? benchTrainer(json)
      : benchBrowserBackend(values.backend as BackendName, { json, hardware: values.hardware }),
  browser: benchBrowser,
  recompute: benchRecompute,
  simulate: benchSimulate,
  straggler: (json) => benchStraggler(json, { rounds: Number(values.rounds ?? 10), workMs: 1_000 }),
  watching: (json) =>
    benchWatching(json, {
      clients: Number(values.clients),
      rounds: Number(values.rounds ?? 1_000),
      pictures: values.pictures,
    }),
};

const [name = ''] = positionals;
const benchmark = benchmarks[name];
if (benchmark === undefined) {
  console.error(`Usage: pnpm bench <${Object.keys(benchmarks).join('|')}> [--json]`);
  process.exit(1);
}
await benchmark(values.json);
