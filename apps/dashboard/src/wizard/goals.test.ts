import { tasks } from '@tributary/model-zoo';
import { expect, it } from 'vitest';
import { goalOfSchema, goals, templatesFor } from './goals.ts';

it('every template serves a goal, and every goal has one', () => {
  const served = goals.flatMap(({ name }) => {
    const templates = templatesFor(name);
    expect(templates.length).toBeGreaterThan(0);
    return templates.map((task) => task.name);
  });
  expect(served.toSorted()).toEqual([...tasks.names].sort());
});

it('begins with what needs no download', () => {
  expect(templatesFor('images')[0]?.name).toBe('synthetic-digits');
});

it('every goal begins with data of its own kind', () => {
  for (const { name, blank } of goals) expect(goalOfSchema(blank)).toBe(name);
});
