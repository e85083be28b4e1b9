import { guessTable } from '@tributary/model-zoo';
import { dataSchemaSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { goals } from '../goals.ts';
import { possibleTargets, schemaFromGuess } from './schema-from-guess.ts';

const csv = `age,city,price,sick,name
29,Basel,12000,0,Ann
77,Bern,48000,1,Ben
50,Basel,30000,0,Cem
41,Bern,25500,1,Dan
35,Bern,41000,0,Eve
62,Basel,19900,1,Fay
`;
const table = guessTable(new TextEncoder().encode(csv), 'cars.csv', ['']);
const blank = (name: string) => {
  const schema = goals.find((goal) => goal.name === name)?.blank;
  if (schema?.kind !== 'table') throw new Error('no table');
  return schema;
};

describe('a schema from an example table', () => {
  it('predicts a class of few values from the other columns', () => {
    expect(possibleTargets(table, 'class')).toEqual(['city', 'sick']);
    const schema = schemaFromGuess(blank('table-class'), table, 'sick');
    expect(schema.target).toEqual({ kind: 'class', column: 'sick', classes: ['0', '1'] });
    expect(schema.columns.map(({ name }) => name)).toEqual(['age', 'city', 'price']);
    expect(dataSchemaSchema.safeParse(schema).success).toBe(true);
  });

  it('predicts a number in a unit of its own size', () => {
    expect(possibleTargets(table, 'number')).toEqual(['age', 'price', 'sick']);
    const schema = schemaFromGuess(blank('table-number'), table, 'price');
    expect(schema.target).toEqual({ kind: 'number', column: 'price', unit: 10_000 });
    expect(dataSchemaSchema.safeParse(schema).success).toBe(true);
  });
});
