import { describe, expect, it } from 'vitest';
import { matchNames } from './match-names.ts';

describe('matchNames', () => {
  it.each([
    [
      ['age', 'sex'],
      ['Sex', 'AGE'],
      [1, 0],
    ],
    [['blood pressure'], ['id', 'Blood_Pressure'], [1]],
    [
      ['cat', 'dog'],
      ['cats', 'dogs', 'notes'],
      [0, 1],
    ],
    [['résumé'], ['resume'], [0]],
    [['temperature'], ['temprature'], [0]],
    [['age'], ['wage', 'a'], [null]],
    [
      ['age', 'age at onset'],
      ['age_at_onset', 'age'],
      [1, 0],
    ],
    [['x'], [], [null]],
    [[''], [''], [null]],
  ])('takes for %j of %j %j', (wanted, names, matched) => {
    expect(matchNames(wanted, names)).toEqual(matched);
  });

  it('gives no name twice', () => {
    expect(matchNames(['price', 'prices'], ['prices'])).toEqual([null, 0]);
  });
});
