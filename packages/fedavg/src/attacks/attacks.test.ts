import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AttackScene, poisonsUpdates } from '../attack.ts';
import { createRandom } from '../random.ts';
import { flipLabels } from './label-flip.ts';
import { attacks } from './registry.generated.ts';

const scene = (): AttackScene => ({
  honest: [Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6), Float32Array.of(7, 8, 9)],
  own: Float32Array.of(1, -1, 0.5),
  numMalicious: 2,
  numClients: 8,
  random: createRandom(1),
});

const craft = (name: string, params: object = {}, from = scene()): number[] => {
  const attack = attacks.get(name);
  if (!poisonsUpdates(attack)) throw new Error(`${name} sends what it has learnt`);
  return [...attack.craft(from, attack.params.parse(params))];
};

describe.each(attacks.entries)('$name', (attack) => {
  it('has a default and words for every parameter', () => {
    const schema = z.toJSONSchema(attack.params, { io: 'input' });
    for (const property of Object.values(schema.properties ?? {})) {
      expect(property).toMatchObject({
        title: expect.any(String),
        description: expect.any(String),
        default: expect.anything(),
      });
    }
  });

  it('leaves what it sees as it was, and can do without honest clients', () => {
    if (!poisonsUpdates(attack)) return;
    const seen = scene();
    expect(craft(attack.name, {}, seen)).toHaveLength(3);
    expect({ ...seen, random: null }).toEqual({ ...scene(), random: null });
    expect(craft(attack.name, {}, { ...scene(), honest: [] })).toHaveLength(3);
  });
});

it('sends what the formulas say', () => {
  expect(craft('SignFlip', { factor: 2 })).toEqual([-2, 2, -1]);
  expect(craft('Scaling')).toEqual([4, -4, 2]);
  expect(craft('Scaling', { factor: 10 })).toEqual([10, -10, 5]);
  expect(craft('Mimic', { target: 4 })).toEqual([4, 5, 6]);
  expect(craft('FreeRider')).toEqual([0, 0, 0]);
  expect(craft('NotANumber')).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(craft('Gaussian')).not.toEqual(
    craft('Gaussian', {}, { ...scene(), random: createRandom(2) }),
  );
});

it('falsifies the examples, the update, or both', () => {
  for (const { name, craft: crafts, poisonLabels } of attacks.entries) {
    expect(crafts ?? poisonLabels, name).toBeDefined();
  }
  const poisoners = attacks.entries.filter(({ poisonLabels }) => poisonLabels);
  expect(poisoners.map(({ name }) => name)).toEqual(['LabelFlip', 'Scaling']);
});

it('turns labels round, and does not touch the list', () => {
  const labels = Int32Array.of(0, 3, 9);
  expect([...flipLabels(labels, 10)]).toEqual([9, 6, 0]);
  expect([...labels]).toEqual([0, 3, 9]);
  expect([...flipLabels(Float32Array.of(-1, 0.5, 5), 1)]).toEqual([5, 3.5, -1]);
});
