import { aggregators, compressors, privacyModes, strategies } from '@tributary/fedavg';
import { partitioners } from '@tributary/model-zoo';
import { runConfigSchema, screeningSpecSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaFields } from './schema-fields.ts';

describe('schemaFields', () => {
  it('reads titles, descriptions and limits', () => {
    const schema = z.object({
      rate: z
        .number()
        .positive()
        .max(2)
        .default(0.05)
        .meta({ title: 'Rate', description: 'Fast.' }),
      numHeads: z.number().int().min(1).default(3),
      mode: z.enum(['calm', 'wild']).default('calm'),
      exact: z.boolean().default(false),
      note: z.string().max(20).default(''),
      inner: z.object({ depth: z.number().lt(1).default(0.9) }).prefault({}),
    });
    expect(schemaFields(schema)).toEqual([
      {
        key: 'rate',
        title: 'Rate',
        description: 'Fast.',
        kind: 'number',
        integer: false,
        step: 0.01,
        min: 0,
        max: 2,
      },
      {
        key: 'numHeads',
        title: 'Num heads',
        description: '',
        kind: 'number',
        integer: true,
        step: 1,
        min: 1,
      },
      { key: 'mode', title: 'Mode', description: '', kind: 'choice', options: ['calm', 'wild'] },
      { key: 'exact', title: 'Exact', description: '', kind: 'toggle' },
      { key: 'note', title: 'Note', description: '', kind: 'text', maxLength: 20 },
      {
        key: 'inner',
        title: 'Inner',
        description: '',
        kind: 'group',
        fields: [
          {
            key: 'depth',
            title: 'Depth',
            description: '',
            kind: 'number',
            integer: false,
            step: 0.1,
            max: 1,
          },
        ],
      },
    ]);
  });

  it('lets a number that may be null be left empty', () => {
    const schema = z.object({
      maxNorm: z.number().positive().nullable().default(null).meta({ title: 'Largest norm' }),
      count: z.number().int().min(1).max(9).nullable(),
    });
    expect(schemaFields(schema)).toEqual([
      expect.objectContaining({
        ...{ key: 'maxNorm', title: 'Largest norm', kind: 'number' },
        ...{ integer: false, min: 0, optional: true },
      }),
      expect.objectContaining({ key: 'count', integer: true, min: 1, max: 9, optional: true }),
    ]);
    const [plain] = schemaFields(z.object({ rate: z.number() }));
    expect(plain).not.toHaveProperty('optional');
  });

  it('lets a group that may be null be switched off, and knows what it is when on', () => {
    const inner = z.object({ mads: z.number().default(3), steps: z.number().int().default(2) });
    const [group] = schemaFields(z.object({ adaptive: inner.nullable().default(null) }));
    expect(group).toMatchObject({ kind: 'group', whenOn: { mads: 3, steps: 2 } });
    const [always] = schemaFields(z.object({ inner: inner.prefault({}) }));
    expect(always).not.toHaveProperty('whenOn');
  });

  it('refuses what no form can draw, by name', () => {
    expect(() => schemaFields(z.object({ sizes: z.array(z.number()) }))).toThrow(/"sizes"/);
  });

  const { clientWork, cohort, reporting, rounds, seed } = runConfigSchema.shape;
  it.each([
    ...strategies.entries.map(({ name, hyperparams }) => [name, hyperparams] as const),
    ...partitioners.entries.map(({ name, params }) => [name, params] as const),
    ...aggregators.entries.map(({ name, params }) => [name, params] as const),
    ...compressors.entries.map(({ name, params }) => [name, params] as const),
    ...Object.entries(privacyModes).map(([name, { settings }]) => [name, settings] as const),
    ['screening', screeningSpecSchema] as const,
    ['run settings', z.object({ clientWork, cohort, reporting, rounds, seed })] as const,
  ])('can draw every setting of %s', (_name, schema) => {
    expect(schemaFields(schema).map(({ key }) => key)).toEqual(Object.keys(schema.shape));
  });
});
