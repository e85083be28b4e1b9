import type { RunOffer } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { describeUpload } from './describe-upload.ts';
import { runOffer } from './testing/run-offer.ts';

const factsOf = (...runs: Partial<RunOffer>[]) =>
  Object.fromEntries(
    describeUpload(runs.map((run) => runOffer(run))).map(({ title, detail }) => [title, detail]),
  );

describe('describeUpload', () => {
  it('says only that the changes can be read where nothing is done to them', () => {
    const facts = factsOf({ protection: 'none', compression: ['float32'], method: 'sgd' });
    expect(Object.keys(facts)).toEqual(['The model’s changes']);
    expect(facts['The model’s changes']).toMatch(/The coordinator can read them\.$/);
    expect(factsOf({})).toEqual(facts);
  });

  it('says who adds noise, and what the coordinator can read then', () => {
    const central = factsOf({ protection: 'noise-on-coordinator' });
    expect(central.Noise).toMatch(/^The coordinator .* adds noise/);
    expect(central['The model’s changes']).toMatch(/can read them/);
    const local = factsOf({ protection: 'noise-on-device' });
    expect(local.Noise).toMatch(/on this device before/);
    expect(local['The model’s changes']).not.toMatch(/can read them/);
  });

  it('describes every stage of compression but the plain one', () => {
    for (const name of ['float16', 'int8', 'int4', 'sign', 'top-k', 'rotate', 'low-rank']) {
      const sentence = factsOf({ compression: [name] }).Compression;
      expect(sentence, name).toMatch(/number|sent|rotation/);
    }
    expect(factsOf({ compression: ['top-k', 'int8'] }).Compression).toMatch(
      /leave: only the largest ones are sent, one byte for each number\./,
    );
    expect(factsOf({ compression: ['of-tomorrow'] }).Compression).toMatch(/leave: of-tomorrow\./);
  });

  it('says that control variates go too, and says the same of two runs once', () => {
    const facts = factsOf({ method: 'scaffold' }, { runId: 'two', method: 'scaffold' });
    expect(facts['Beside the changes']).toMatch(/^As many numbers again[^.]*\.$/);
  });
});
