import type { NextCharacterSchema } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { fileOf } from '../testing/file-of.ts';
import { checkCharacters } from './check-characters.ts';

const schema: NextCharacterSchema = {
  ...{ kind: 'next-character', title: 'Letters', alphabet: ' abc', length: 4 },
};

describe('checkCharacters', () => {
  it('makes windows, each position labelled with what follows', async () => {
    const { examples, report } = await checkCharacters(fileOf('a.txt', 'abc abcabc'), schema);
    expect(examples).toEqual({
      numExamples: 2,
      featureShape: [4],
      features: Int32Array.of(1, 2, 3, 0, 1, 2, 3, 1),
      labels: Int32Array.of(2, 3, 0, 1, 2, 3, 1, 2),
    });
    expect(report).toMatchObject({ numExamples: 2, classes: [], warnings: { total: 0 } });
  });

  it('warns of characters that are not learnt', async () => {
    const { report } = await checkCharacters(fileOf('a.txt', 'abc éé\nabc'), schema);
    expect(report.warnings.shown[0]?.message).toBe(
      'a.txt: 3 characters are not among those that are learnt ("é", "\\n"); each counts as " ".',
    );
  });

  it('says when a text is too short, and where it is none', async () => {
    const { examples, report } = await checkCharacters(fileOf('a.txt', 'abc'), schema);
    expect(examples.numExamples).toBe(0);
    expect(report.errors.shown[0]?.message).toBe(
      'a.txt: found a text of 3 characters, expected at least 5.',
    );
    const broken = fileOf('a.txt', Uint8Array.of(0x61, 0x0a, 0xff));
    await expect(checkCharacters(broken, schema)).rejects.toThrow(/^a\.txt, line 2: /);
  });
});
