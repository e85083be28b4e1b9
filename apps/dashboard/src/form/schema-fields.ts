import { z } from 'zod';

interface FieldBase {
  /** The property's name in the schema. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
}

export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly integer: boolean;
  readonly min?: number;
  readonly max?: number;
  /** What one press of an arrow key adds. */
  readonly step: number;
  /** Whether it may be left empty, which is null. */
  readonly optional?: true;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly options: readonly string[];
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly maxLength?: number;
}

export interface ToggleField extends FieldBase {
  readonly kind: 'toggle';
}

export interface GroupField extends FieldBase {
  readonly kind: 'group';
  readonly fields: readonly Field[];
  /** What its settings are once it is switched on; absent where it cannot be off, which is null. */
  readonly whenOn?: Readonly<Record<string, unknown>>;
}

/** What a form draws for one property of a schema. */
export type Field = NumberField | ChoiceField | TextField | ToggleField | GroupField;

/** The part of JSON Schema that zod writes for the properties a form can draw. */
const propertySchema = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  description: z.string().default(''),
  default: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  maxLength: z.number().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  anyOf: z.array(z.record(z.string(), z.unknown())).optional(),
});
type Property = z.output<typeof propertySchema>;

/**
 * The fields of an object schema, in its order: titles, descriptions and limits come from the
 * schema, so a new hyperparameter needs no new form.
 *
 * @throws {RangeError} for a property that a form cannot draw (a list, a free record).
 */
export const schemaFields = (schema: z.ZodObject): readonly Field[] =>
  fieldsOf(propertySchema.parse(z.toJSONSchema(schema, { io: 'input' })));

const fieldsOf = ({ properties = {} }: Property): readonly Field[] =>
  Object.entries(properties).map(([key, property]) => fieldOf(key, propertySchema.parse(property)));

const fieldOf = (key: string, property: Property): Field => {
  const orNull = withoutNull(property);
  if (orNull) {
    const field = fieldOf(key, orNull);
    if (field.kind === 'number') return { ...field, optional: true };
    if (field.kind === 'group') return { ...field, whenOn: defaultsIn(orNull) };
  }
  const { type, maxLength, description } = property;
  const base = { key, title: property.title ?? titleOf(key), description };
  if (property.enum !== undefined) return { ...base, kind: 'choice', options: property.enum };
  switch (type) {
    case 'integer':
    case 'number':
      return { ...base, ...numberOf(property) };
    case 'string':
      return { ...base, kind: 'text', ...(maxLength === undefined ? {} : { maxLength }) };
    case 'boolean':
      return { ...base, kind: 'toggle' };
    case 'object':
      if (property.properties !== undefined) {
        return { ...base, kind: 'group', fields: fieldsOf(property) };
      }
  }
  throw new RangeError(
    `The form cannot draw "${key}". Use a number, a text, a choice, a yes-or-no or an object of these.`,
  );
};

const defaultsIn = ({ properties = {} }: Property): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties).map(([key, property]) => [
      key,
      propertySchema.parse(property).default,
    ]),
  );

/** What a property may be beside null; undefined if null is none of it. */
const withoutNull = ({ anyOf = [], ...property }: Property): Property | undefined => {
  const [only, ...others] = anyOf.filter(({ type }) => type !== 'null');
  return only && others.length === 0 && anyOf.length === 2
    ? propertySchema.parse({ ...property, ...only })
    : undefined;
};

const numberOf = (property: Property): Omit<NumberField, keyof FieldBase> => {
  const integer = property.type === 'integer';
  const min = property.minimum ?? property.exclusiveMinimum;
  const max = property.maximum ?? property.exclusiveMaximum;
  return {
    kind: 'number',
    integer,
    step: integer ? 1 : stepFor(property.default),
    ...(min === undefined ? {} : { min }),
    // zod writes the largest safe integer where there is no upper limit.
    ...(max === undefined || max === Number.MAX_SAFE_INTEGER ? {} : { max }),
  };
};

/** A tenth, or less where the usual value is smaller: 0.05 is moved by 0.01. */
const stepFor = (usual: unknown): number =>
  typeof usual === 'number' && usual > 0 ? Math.min(0.1, 10 ** Math.floor(Math.log10(usual))) : 0.1;

/** "minClients" gives "Min clients". */
const titleOf = (key: string): string => {
  const words = key.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
