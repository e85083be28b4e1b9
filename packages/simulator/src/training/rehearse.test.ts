import { datasets, type Examples, selectExamples } from '@tributary/model-zoo';
import { runConfigSchema } from '@tributary/protocol';
import { createNodeTrainer } from '@tributary/trainer/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RehearsalNews, rehearse, rehearsedConfig } from './rehearse.ts';

const trainer = createNodeTrainer();
let examples: Examples;
beforeAll(async () => {
  const nothing = async () => {
    throw new Error('Synthetic digits are read from no file.');
  };
  const all = await datasets.get('synthetic-digits').loadTrain(nothing);
  examples = selectExamples(
    all,
    Int32Array.from({ length: 400 }, (_, at) => at),
  );
});
afterAll(() => trainer.close());

const config = runConfigSchema.parse({
  name: 'Rehearsed',
  task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
  clientWork: { epochs: 2, batchSize: 20, learningRate: 0.1 },
  cohort: { minClients: 4 },
  reporting: { deadlineMs: 100 },
  rounds: 100,
});

describe('a rehearsal', () => {
  it('runs a few rounds, says how far it is, and learns', async () => {
    const news: RehearsalNews[] = [];
    const result = await rehearse(
      { config, examples },
      { trainer, onNews: (one) => news.push(structuredClone(one)) },
    );
    expect(result).toMatchObject({ status: 'completed', statusReason: null, refusals: [] });
    expect(result.rounds.map(({ round, reported }) => [round, reported])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
    ]);
    expect(news[0]).toMatchObject({ type: 'ready', clients: 4 });
    expect(news.filter(({ type }) => type === 'work')).toHaveLength(12);
    expect(news.at(-1)).toEqual({ type: 'round', row: result.rounds[2] });
    const [first, , last] = result.rounds;
    expect(last?.accuracy).toBeGreaterThan(0.3);
    expect(last?.loss).toBeLessThan(first?.loss ?? 0);
    expect(first?.bytesUp).toBeGreaterThan(4 * 7850 * 4);
    expect(first?.bytesUp).toBeLessThanOrEqual(4 * result.updateBytes);
    for (const { clientMs, wallMs } of result.rounds) expect(clientMs).toBeLessThan(wallMs);
  });

  it('ends when it is told to', async () => {
    const abort = new AbortController();
    const ended = rehearse(
      { config, examples },
      { trainer, onNews: ({ type }) => type === 'work' && abort.abort(), signal: abort.signal },
    );
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says why a run cannot be', async () => {
    const options = { trainer, onNews: () => undefined };
    const misfit = { ...config, task: { ...config.task, model: 'char-lstm' } };
    await expect(rehearse({ config: misfit, examples }, options)).rejects.toThrow(RangeError);
    const wrong = { ...config, cohort: { ...config.cohort, minClients: 2 } };
    const aggregator = { name: 'Krum', params: { numMalicious: 2 } };
    await expect(
      rehearse(
        { config: { ...wrong, aggregation: { ...config.aggregation, aggregator } }, examples },
        options,
      ),
    ).rejects.toThrow('cohort.minClients');
  });

  it('asks no more clients than can be tried out one after another', () => {
    expect(
      rehearsedConfig({ ...config, cohort: { ...config.cohort, minClients: 900 } }),
    ).toMatchObject({
      cohort: { minClients: 50 },
      rounds: 3,
    });
  });
});
