/** `npm test`: everything, to the end, whatever fails; its last line is the count alone. */

import { formatSeconds } from '@tributary/terminal';
import { Command, InvalidArgumentError } from 'commander';
import type { Count } from './test/count-tests.ts';
import { steps } from './test/steps.ts';

const names = steps.map(({ name }) => name);
const parseNames = (list: string) => {
  const wanted = list.split(',');
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown === undefined) return wanted;
  throw new InvalidArgumentError(`There is no "${unknown}"; choose from ${names.join(', ')}.`);
};
const { only } = new Command('npm test --')
  .description('Run all checks and tests.')
  .option('--only <steps>', `some of ${names.join(',')}`, parseNames, names)
  .parse()
  .opts<{ only: string[] }>();

const runStep = async ({ name, run }: (typeof steps)[number]) => {
  console.log(`\n── ${name}`);
  const startedAt = Date.now();
  const count = await run().catch((error: unknown): Count => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  return { name, ...count, durationMs: Date.now() - startedAt };
};

const results: Awaited<ReturnType<typeof runStep>>[] = [];
for (const step of steps) if (only.includes(step.name)) results.push(await runStep(step));

console.log('\n── summary');
for (const { name, passed, failed, durationMs } of results) {
  const mark = failed === 0 ? '✓' : '✗';
  const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
  console.log(`${mark} ${name.padEnd(10)}${counts}  ${formatSeconds(durationMs)}`);
}
const total = (key: keyof Count) => results.reduce((sum, result) => sum + result[key], 0);
process.exitCode = total('failed') === 0 ? 0 : 1;
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
