import { folderName } from './folder-name.ts';
import { PRETRAINING } from './pretraining.ts';
import type { Simulation } from './simulation-config.ts';

/** A field's path and what is wrong there, as a sentence. */
type Contradiction = readonly [path: string[], message: string];

type World = Pick<
  Simulation,
  'run' | 'variants' | 'seeds' | 'pretraining' | 'examples' | 'evaluation' | 'heldOut' | 'compare'
>;

/** What contradicts itself in a simulation's config. */
export const findContradictions = (world: World): Contradiction[] => [
  ...inTask(world),
  ...inHeldOut(world),
  ...inStages(world),
  ...world.variants.flatMap((variant, index) => inVariant(variant, index, world)),
  ...inSeeds(world),
];

const inTask = ({ run }: World): Contradiction[] =>
  run.task.adapter
    ? [
        [
          ['run', 'task', 'adapter'],
          'A simulation has no checkpoints of other runs: pre-train one, and give a variant the adapter.',
        ],
      ]
    : [];

const inHeldOut = ({ examples, evaluation, heldOut, compare }: World): Contradiction[] => {
  const found: Contradiction[] = [];
  if (examples === 'all' && evaluation.on === 'test') {
    found.push([
      ['evaluation', 'on'],
      'With all examples among the clients no test half is left: test on what is "held-out".',
    ]);
  }
  if (evaluation.on === 'held-out' && !heldOut) {
    found.push([
      ['evaluation', 'on'],
      'The clients keep nothing back to test on: say in "heldOut" how much they do.',
    ]);
  }
  if (compare.personalised && !heldOut) {
    found.push([
      ['compare', 'personalised'],
      'What a client gains is measured on what it keeps back: say in "heldOut" how much that is.',
    ]);
  }
  return found;
};

const inStages = ({ pretraining, variants }: World): Contradiction[] => {
  if (!pretraining) return [];
  const stages = [
    { path: ['pretraining'], changes: pretraining.run },
    ...variants.map(({ run: changes }, index) => ({ path: ['variants', String(index)], changes })),
  ];
  return stages.flatMap(({ path, changes }) =>
    ['task', 'partition']
      .filter((name) => name in changes)
      .map(
        (field): Contradiction => [
          [...path, 'run', field],
          'After a pre-training all runs have the same model, data and clients: change it in the run itself.',
        ],
      ),
  );
};

/** Folders that are called after variants do not tell signs apart, and on some systems not even cases. */
const folderOf = (variant: string): string => folderName(variant).toLowerCase();

const inVariant = (
  { name, start, adapter }: Simulation['variants'][number],
  index: number,
  { pretraining, variants }: World,
): Contradiction[] => {
  const path = ['variants', String(index)];
  const found: Contradiction[] = [];
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
  if (folderOf(name) === folderOf(PRETRAINING)) {
    found.push([
      [...path, 'name'],
      `"${PRETRAINING}" is what the stage before the runs is called.`,
    ]);
  }
  const twin = variants.slice(0, index).find((other) => folderOf(other.name) === folderOf(name));
  if (twin) {
    found.push([
      [...path, 'name'],
      `"${name}" and "${twin.name}" are the same but for signs or capitals: their results would be mixed.`,
    ]);
  }
  return found;
};

const inSeeds = ({ seeds }: World): Contradiction[] =>
  seeds.flatMap((seed, index) =>
    seeds.indexOf(seed) < index
      ? [[['seeds', String(index)], `The seed ${seed} is there twice, and would count twice.`]]
      : [],
  );
