import { type DataSchema, type DataSpec, dataSchemaOf } from '@tributary/model-zoo';

/** What can be made by hand for a run's models, or why nothing can: a sentence. */
export type CanTry = { readonly schema: DataSchema } | { readonly reason: string };

export const canTry = (data: DataSpec): CanTry => {
  const schema = dataSchemaOf(data);
  return schema === undefined
    ? {
        reason:
          'An example for this model is measured by an instrument: nobody can draw, type or fill one in. Its results on the test examples say how well it does.',
      }
    : { schema };
};
