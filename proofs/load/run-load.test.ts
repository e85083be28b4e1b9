import { expect, it } from 'vitest';
import { parseLoadOptions } from './options.ts';
import { runLoad } from './run-load.ts';

it('hundreds of clients connect, report, and come back after a restart; none fails', async () => {
  const { result, remarks } = await runLoad(
    parseLoadOptions(['--clients', '300', '--cohort', '30', '--rounds', '3']),
  );
  expect(result, remarks.join('\n')).toMatchObject({
    clients: 300,
    cohort: 30,
    rounds: 3,
    failed: 0,
  });
  expect(result.kbPerClient).toBeLessThan(100);
}, 240_000);
