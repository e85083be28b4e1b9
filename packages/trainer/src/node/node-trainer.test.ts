import { describe, expect, it } from 'vitest';
import { connectTrainer } from '../connect-trainer.ts';
import { toyExamples, toyInput } from '../testing/toy-examples.ts';
import { trainerContract } from '../testing/trainer-contract.ts';
import type { WorkerPort } from '../trainer-port.ts';
import { createNodeTrainer } from './node-trainer.ts';

trainerContract('the worker-thread trainer', createNodeTrainer);

describe('examples that were handed over', () => {
  it('are not handed over again, in silence or in riddles', async () => {
    const trainer = createNodeTrainer();
    const examples = toyExamples(20);
    await trainer.load(examples);
    expect(examples.features.length).toBe(0);
    await expect(trainer.load(examples)).rejects.toMatchObject({
      code: 'memory-handed-over',
      message: expect.stringMatching(/^The arrays of these 20 examples are empty: .*\.$/),
    });
    await trainer.close();
  });
});

describe('a worker that dies', () => {
  it('rejects what is pending and what comes later', async () => {
    let kill: (reason: string) => void = () => {};
    const port: WorkerPort = {
      send: () => {},
      onMessage: () => {},
      onDeath: (died) => {
        kill = died;
      },
      terminate: () => {},
    };
    const trainer = connectTrainer(port);
    const pending = trainer.prepare({ model: 'mlp-2nn', input: toyInput });
    kill('The training thread ended with exit code 9.');
    const expected = { code: 'trainer-died', message: expect.stringContaining('exit code 9') };
    await expect(pending).rejects.toMatchObject(expected);
    await expect(trainer.evaluate({ weights: new Float32Array(1) })).rejects.toMatchObject(
      expected,
    );
  });
});
