import { runConfigSchema } from '@tributary/protocol';
import { expect, it } from 'vitest';
import { errorsInStep, stepHolding } from './wizard-steps.ts';

it('finds the step of a setting', () => {
  const steps = [
    ...['task.dataset.columns.2.range', 'task.model', 'task.preprocessing', 'compression.up.0'],
    ...['strategy.hyperparams.mu', 'privacy.delta', 'name'],
  ].map((path) => stepHolding(path).key);
  expect(steps).toEqual(['data', 'model', 'model', 'model', 'training', 'privacy', 'review']);
});

it('has a step for every part of a config', () => {
  const parts = Object.keys(runConfigSchema.shape).filter((part) => part !== 'name');
  for (const part of parts) expect(stepHolding(part).key).not.toBe('review');
});

it('tells errors where their setting is', () => {
  const errors = { 'task.dataset.classes': 'a', rounds: 'b', name: 'c' };
  expect(errorsInStep(errors, 'data')).toEqual({ 'task.dataset.classes': 'a' });
  expect(errorsInStep(errors, 'review')).toEqual({ name: 'c' });
});
