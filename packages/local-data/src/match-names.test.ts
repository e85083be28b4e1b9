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

  it('takes the likest of several, and of equal ones the first', () => {
    expect(
      matchNames(['temperature'], ['temprture', 'temperatur3', 'Temperature', 'temperature']),
    ).toEqual([2]);
    expect(matchNames(['pressure', 'pressure'], ['Pressure', 'x', 'pressure'])).toEqual([0, 2]);
  });

  it('matches thousands of names', () => {
    const names = Array.from({ length: 3000 }, (_, at) => `folder of ${at} things`);
    const wanted = Array.from({ length: 1000 }, (_, at) => `class ${at}`);
    expect(matchNames(wanted, names).every((match) => match === null)).toBe(true);
    expect(matchNames(names, names.toReversed())[0]).toBe(2999);
  });

  it('gives no name twice', () => {
    expect(matchNames(['price', 'prices'], ['prices'])).toEqual([null, 0]);
  });
});
