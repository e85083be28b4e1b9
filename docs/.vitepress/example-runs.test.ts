import { readdirSync, readFileSync } from 'node:fs';
import { taskModel } from '@tributary/model-zoo';
import { runConfigSchema } from '@tributary/protocol';
import { expect, it } from 'vitest';

const configs = readdirSync('examples').filter((file) => file.endsWith('-run.json'));

it.each(configs)('%s is a config whose model takes such data', (file) => {
  const { task } = runConfigSchema.parse(JSON.parse(readFileSync(`examples/${file}`, 'utf8')));
  expect(taskModel(task).manifest.length).toBeGreaterThan(0);
});
