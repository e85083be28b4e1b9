import type { JsonSchema } from './openapi.ts';

/** One line of a table: a field with its whole path, e.g. `task.adapter.rank`. */
export interface FieldRow {
  readonly path: string;
  readonly type: string;
  /** As JSON; empty for none. */
  readonly default: string;
  readonly isOptional: boolean;
  readonly about: string;
}

/** Text that Markdown, a table and Vue leave as it is. */
export const plain = (text: string): string =>
  text.replace(/[<|{}]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\n', ' ');

const code = (text: string): string => `<code v-pre>${plain(text)}</code>`;

/** What a value may be, in Markdown; named schemas are links to their heading on the page. */
export const typeOf = (schema: JsonSchema): string => {
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return `[${name}](#${name.toLowerCase()})`;
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(' or ');
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((value) => code(JSON.stringify(value))).join(' or ');
  if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(', ')}]`;
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.format === 'binary') return 'bytes';
  if (schema.type === 'integer') return rangeOf(schema, 'whole number');
  if (schema.type === 'number') return rangeOf(schema, 'number');
  return schema.type ?? 'anything';
};

/** Bounds that are those of the number format say nothing. */
const rangeOf = ({ minimum, maximum }: JsonSchema, name: string): string => {
  const from = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER;
  const to = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (from && to) return `${name} from ${minimum} to ${maximum}`;
  if (from) return `${name} from ${minimum}`;
  return to ? `${name} up to ${maximum}` : name;
};

/** The fields of an object and of the objects within it; a schema that has a name of its own is not opened. */
export const fieldRows = (schema: JsonSchema, prefix = ''): FieldRow[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix + name;
    const { default: standard, description = '' } = field;
    const inner = field.type === 'array' ? (field.items ?? {}) : field;
    const row = {
      path,
      type: typeOf(field),
      default: standard === undefined ? '' : JSON.stringify(standard),
      isOptional: !schema.required?.includes(name),
      about: description,
    };
    return [row, ...fieldRows(inner, `${path}${field.type === 'array' ? '[]' : ''}.`)];
  });

/** A Markdown table of fields; empty when there are none. */
export const fieldTable = (rows: readonly FieldRow[]): string => {
  if (rows.length === 0) return '';
  const lines = rows.map((row) => {
    const name = `${code(row.path)}${row.isOptional ? ' (optional)' : ''}`;
    return `| ${name} | ${row.type} | ${row.default && code(row.default)} | ${plain(row.about)} |`;
  });
  return ['| field | type | default | what it is |', '| --- | --- | --- | --- |', ...lines].join(
    '\n',
  );
};
