import { z } from 'zod';

const propertySchema = z.object({
  description: z.string().default(''),
  default: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
});

/** The settings of a schema, with their defaults. */
export const parameterList = (schema: z.ZodObject): string => {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties)
    .map(([key, property]) => {
      const { description, default: usual, enum: choices } = propertySchema.parse(property);
      const among = choices ? `one of ${choices.join(', ')}; ` : '';
      return `- \`${key}\` (${among}default \`${JSON.stringify(usual ?? null)}\`): ${description}`;
    })
    .join('\n');
};
