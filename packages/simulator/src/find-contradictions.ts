import { PRETRAINING } from './pretraining.ts';
import type { Simulation } from './simulation-config.ts';

/** What contradicts itself in a simulation's config, as the field's path and a sentence. */
export const findContradictions = ({
  run,
  variants,
  pretraining,
  examples,
  evaluation,
}: Pick<Simulation, 'run' | 'variants' | 'pretraining' | 'examples' | 'evaluation'>): [
  string[],
  string,
][] => {
  const found: [string[], string][] = [];
  if (run.task.adapter) {
    found.push([
      ['run', 'task', 'adapter'],
      'A simulation has no checkpoints of other runs: pre-train one, and give a variant the adapter.',
    ]);
  }
  if (examples === 'all' && evaluation.on === 'test') {
    found.push([
      ['evaluation', 'on'],
      'With all examples among the clients no test half is left: test on what is "held-out".',
    ]);
  }
  const stages = [
    ...(pretraining ? [{ path: ['pretraining'], changes: pretraining.run }] : []),
    ...variants.map(({ run: changes }, index) => ({ path: ['variants', String(index)], changes })),
  ];
  for (const { path, changes } of pretraining ? stages : []) {
    for (const field of ['task', 'partition'].filter((name) => name in changes)) {
      found.push([
        [...path, 'run', field],
        'After a pre-training all runs have the same model, data and clients: change it in the run itself.',
      ]);
    }
  }
  for (const [index, { name, start, adapter }] of variants.entries()) {
    const path = ['variants', String(index)];
    if (start === 'pretrained' && !pretraining) {
      found.push([
        [...path, 'start'],
        'There is no pre-training to start from: say what "pretraining" is.',
      ]);
    }
    if (adapter && start === 'fresh') {
      found.push([
        [...path, 'adapter'],
        'Adapters need a finished model: let the variant start "pretrained".',
      ]);
    }
    if (name === PRETRAINING) {
      found.push([
        [...path, 'name'],
        `"${PRETRAINING}" is what the stage before the runs is called.`,
      ]);
    }
  }
  return found;
};
