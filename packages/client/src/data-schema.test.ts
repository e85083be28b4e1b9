import { type DataSpec, dataSchemaOf, datasets } from '@tributary/model-zoo';
import { type DataSchema, dataSchemaSchema, type TaskSpec } from '@tributary/protocol';
import { expect, expectTypeOf, it } from 'vitest';

it('says the same to the wire and to the zoo', () => {
  expectTypeOf<TaskSpec['dataset']>().toExtend<DataSpec>();
  expectTypeOf<DataSpec>().toExtend<TaskSpec['dataset']>();
});

it.each(datasets.names)('%s, as a client would bring it, can stand in a config', (name) => {
  const schema: DataSchema | undefined = dataSchemaOf(name);
  if (schema) expect(dataSchemaSchema.parse(schema)).toEqual(schema);
});
