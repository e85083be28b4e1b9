import type { JsonSchema, OpenApi, Operation } from './openapi.ts';
import { fieldRows, fieldTable, plain, typeOf } from './schema-table.ts';

/** The page on the HTTP interface, from the document that the coordinator describes itself by. */
export const httpPage = (api: OpenApi): string =>
  [
    '# HTTP interface',
    plain(api.info.description ?? ''),
    'This page is made from [openapi.json](/openapi.json), which is tested against the routes; a running coordinator shows the same at `/docs`. A token goes along as `Authorization: Bearer …`.',
    ...securitySection(api),
    ...(api.tags ?? []).flatMap(({ name, description = '' }) => [
      `## ${name[0]?.toUpperCase()}${name.slice(1)}`,
      plain(description),
      ...operationsOf(api, name).flatMap(operationSection),
    ]),
    '## Schemas',
    ...Object.entries(api.components.schemas).flatMap(([name, schema]) => [
      `### ${name}`,
      ...schemaSection(schema),
    ]),
  ].join('\n\n');

const securitySection = ({ components: { securitySchemes } }: OpenApi): string[] => [
  ['| opened by | what it is |', '| --- | --- |']
    .concat(
      Object.entries(securitySchemes).map(
        ([name, { description = '' }]) => `| ${name} | ${plain(description)} |`,
      ),
    )
    .join('\n'),
];

interface Route {
  readonly route: string;
  readonly operation: Operation;
}

const operationsOf = ({ paths }: OpenApi, tag: string): Route[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags?.includes(tag))
      .map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })),
  );

const operationSection = ({ route, operation }: Route): string[] => {
  const { summary = '', description, parameters = [], requestBody, security = [] } = operation;
  const body = Object.values(requestBody?.content ?? {})[0]?.schema;
  const openers = security.flatMap((scheme) => Object.keys(scheme));
  return [
    `### ${plain(summary || route)}`,
    `<code v-pre>${plain(route)}</code>${openers.length > 0 ? `, opened by ${openers.join(', ')}` : ''}`,
    ...(description ? [plain(description)] : []),
    fieldTable(
      parameters.map(({ name, in: place, required = false, schema }) => ({
        path: `${name} (${place})`,
        type: typeOf(schema),
        default: schema.default === undefined ? '' : JSON.stringify(schema.default),
        isOptional: !required,
        about: schema.description ?? '',
      })),
    ),
    ...(body ? ['Body:', ...schemaSection(body)] : []),
    answerLines(operation),
  ].filter(Boolean);
};

const answerLines = ({ responses }: Operation): string =>
  Object.entries(responses)
    .map(([status, { description, content = {} }]) => {
      const codes = [...description.matchAll(/`([a-z-]+)`: /g)].map(([, code]) => code);
      if (codes.length > 0) {
        return `- \`${status}\`: ${codes.map((code) => `[${code}](../errors.md#${code})`).join(', ')}`;
      }
      const answer = Object.values(content)[0]?.schema;
      return `- \`${status}\`: ${plain(description)}${answer ? ` (${typeOf(answer)})` : ''}`;
    })
    .join('\n');

/** A table of its fields, or each of its kinds by itself. */
const schemaSection = (schema: JsonSchema): string[] => {
  const kinds = schema.oneOf ?? schema.anyOf;
  const open = kinds?.filter(({ properties }) => properties !== undefined) ?? [];
  if (open.length > 1) return open.map((kind) => fieldTable(fieldRows(kind)));
  const rows = fieldRows(schema);
  return [rows.length > 0 ? fieldTable(rows) : typeOf(schema)];
};
