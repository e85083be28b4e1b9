import { z } from 'zod';
import { digestSchema } from './ids.ts';

const layerNameSchema = z.string().min(1).max(100);

/** As JSON; every message that tells of a run carries its model. */
const MAX_LAYERS_CHARACTERS = 100_000;

/** One layer in Keras's words, in camel case. What kinds there are and what they take the coordinator checks. */
const layerSchema = z.object({
  name: layerNameSchema,
  kind: z.string().min(1).max(40),
  /** The names of the layers whose outputs it takes; all stand before it. */
  inputs: z.array(layerNameSchema).max(16).readonly(),
  params: z.record(z.string().max(40), z.unknown()),
});

/** A model that somebody brought, as layers: the first takes the examples, the last says the logits. */
export const layersModelSchema = z.object({
  title: z.string().trim().min(1).max(100).meta({
    title: 'Title',
    description: 'What the model is called.',
  }),
  layers: z
    .array(layerSchema)
    .min(2)
    .max(300)
    .refine(
      (layers) => JSON.stringify(layers).length <= MAX_LAYERS_CHARACTERS,
      `the layers take more than ${MAX_LAYERS_CHARACTERS.toLocaleString('en')} characters as JSON`,
    )
    .readonly()
    .meta({ title: 'Layers', description: 'The layers in order, as Keras calls them.' }),
  weights: digestSchema.optional().meta({
    title: 'First weights',
    description: 'A frame of weights that lies on the coordinator; without it the seed draws them.',
  }),
});
export type LayersModel = z.output<typeof layersModelSchema>;
