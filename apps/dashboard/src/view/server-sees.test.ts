import { tasks } from '@tributary/model-zoo';
import { type RunConfigInput, runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { stagesOf } from '../form/pipeline-choice.ts';
import { draftFromTask } from '../form/run-draft.ts';
import { serverSees } from './server-sees.ts';

const seenWith = (changes: Partial<RunConfigInput>) =>
  serverSees(runConfigSchema.parse({ ...draftFromTask(tasks.get('digits')), ...changes }));

describe('what the server sees', () => {
  it('is every update, and never the data', () => {
    const { sees, never } = seenWith({});
    expect(sees[0]).toMatch(/^The update of every single device: how its data would change/);
    expect(sees.join(' ')).toContain('How many examples each device trained on');
    expect(never).toEqual([expect.stringMatching(/^The data itself/)]);
  });

  it('is an update under noise, and no numbers beside it, with local privacy', () => {
    const { sees, never } = seenWith({
      privacy: { mode: 'local', clipNorm: 2, noiseMultiplier: 5 },
    });
    expect(sees[0]).toContain('a length of 2 and under noise of 5 times that');
    expect(sees.join(' ')).not.toContain('How many examples each device trained on');
    expect(never).toContain('An update without its noise.');
  });

  it('is an update before the noise with central privacy: the coordinator must be trusted', () => {
    expect(seenWith({ privacy: { mode: 'central' } }).sees[0]).toContain('must be trusted');
  });

  it('is what compression leaves, and what a strategy sends beside', () => {
    const up = stagesOf('int8') ?? [];
    expect(seenWith({ compression: { up } }).sees[0]).toContain('after int8');
    expect(seenWith({ strategy: { name: 'SCAFFOLD' } }).sees.join(' ')).toContain('With SCAFFOLD');
    expect(seenWith({}).sees.join(' ')).not.toContain('With FedAvg');
  });
});
