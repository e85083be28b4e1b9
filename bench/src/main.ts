/** `pnpm bench <name> [--json]`: the project's benchmarks. Each prints ratios within one run. */
import { parseArgs } from 'node:util';
import { benchRound } from './round.ts';
import { benchRecompute } from './trainer/recompute.ts';
import { benchTrainer } from './trainer/trainer.ts';

const benchmarks: Readonly<Record<string, (json: boolean) => Promise<void>>> = {
  round: benchRound,
  trainer: benchTrainer,
  recompute: benchRecompute,
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const [name = ''] = positionals;
const benchmark = benchmarks[name];
if (benchmark === undefined) {
  console.error(`Usage: pnpm bench <${Object.keys(benchmarks).join('|')}> [--json]`);
  process.exit(1);
}
await benchmark(values.json);
