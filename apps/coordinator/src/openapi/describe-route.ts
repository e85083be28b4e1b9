import { type RejectionCode, rejectionSchema, rejections } from '@tributary/protocol';
import type { FastifySchema } from 'fastify';
import { z } from 'zod';

/** The groups of the interface, in the order in which its description lists them. */
export const tags = {
  runs: 'Federations: their configs, their states, and what they have learnt.',
  checkpoints: 'Models as files, by their SHA-256.',
  clients: 'Who is connected, and the invitations that let devices in.',
  'demo data': 'Public data for devices that bring none of their own.',
  session: 'Signing in and out, for pages; programs send their token with each request.',
  audit: 'Who changed what.',
  health: 'For whoever watches the process.',
} as const;

/** Which credentials a route asks for, as security requirements of OpenAPI: one of them is enough. */
const credentials = {
  anyone: [],
  viewers: [{ token: [] }, { session: [] }],
  admins: [{ token: [] }, { session: [] }],
  invited: [{ joinToken: [] }],
  prometheus: [{ metricsToken: [] }, { token: [] }, { session: [] }],
} as const;

/** What each of them is refused with when they have none, or not enough. */
const refusalsOf: Readonly<Record<keyof typeof credentials, readonly RejectionCode[]>> = {
  anyone: [],
  viewers: ['not-signed-in'],
  admins: ['not-signed-in', 'not-allowed'],
  invited: ['bad-token', 'token-expired', 'token-revoked'],
  prometheus: ['not-signed-in'],
};

/** What may meet any request but that of a probe. */
const anywhere: readonly RejectionCode[] = [
  'too-many-requests',
  'overloaded',
  'storage-unavailable',
  'internal-error',
];

/** What people and generators of clients read about a route. */
export interface RouteAbout {
  /** What it does, in a few words. */
  readonly summary: string;
  readonly tag: keyof typeof tags;
  readonly opens: keyof typeof credentials;
  /** What a good answer is. */
  readonly answer: string;
  /** Whether it can change something: then no foreign page may ask for it. */
  readonly changes?: boolean;
  /** Codes of refusals of its own, beside those that follow from the rest. */
  readonly refusals?: readonly RejectionCode[];
  /** The media type of a good answer that is no JSON. */
  readonly sends?: string;
  /** Further answers without a body, by status, each with what it means. */
  readonly also?: Readonly<Record<number, string>>;
  /** Whether it answers however much there is to do. */
  readonly isProbe?: boolean;
}

interface Schema extends FastifySchema {
  readonly response?: Readonly<Record<number, z.ZodType>>;
}

/**
 * The schema of a route with all that its description needs: every route has its summary, its group, who may ask,
 * and every answer that it gives. Types are those of the schema as given, so that handlers answer with nothing else.
 */
export const describeRoute = <Given extends Schema>(about: RouteAbout, schema: Given): Given => ({
  ...schema,
  summary: about.summary,
  tags: [about.tag],
  security: credentials[about.opens],
  response: { ...refusalResponses(codesOf(about, schema)), ...goodResponses(about, schema) },
});

const codesOf = (about: RouteAbout, schema: Schema): RejectionCode[] => {
  const isAsked = schema.body ?? schema.params ?? schema.querystring;
  const codes: readonly RejectionCode[] = [
    ...(isAsked === undefined ? [] : (['malformed'] as const)),
    ...(schema.body === undefined ? [] : (['too-large'] as const)),
    ...(about.changes ? (['bad-origin'] as const) : []),
    ...refusalsOf[about.opens],
    ...(about.refusals ?? []),
    ...(about.isProbe ? (['internal-error'] as const) : anywhere),
  ];
  return [...new Set(codes)];
};

const bytes = z.string().meta({ format: 'binary' });

/** Each with words of its own: by itself the answer of a status says nothing. */
const goodResponses = ({ answer, sends, also = {} }: RouteAbout, { response = {} }: Schema) => ({
  ...Object.fromEntries(
    Object.entries(response).map(([status, schema]) => [
      status,
      { description: answer, content: { 'application/json': { schema } } },
    ]),
  ),
  ...(sends && { 200: { description: answer, content: { [sends]: { schema: bytes } } } }),
  ...Object.fromEntries(
    Object.entries(also).map(([status, meaning]) => [status, z.null().describe(meaning)]),
  ),
});

/** One answer for each status that the codes have in the closed table. */
const refusalResponses = (codes: readonly RejectionCode[]) => {
  const statuses = new Set(codes.map((code) => rejections[code].status));
  return Object.fromEntries(
    [...statuses].map((status) => {
      const lines = codes
        .filter((code) => rejections[code].status === status)
        .map((code) => `\`${code}\`: ${rejections[code].message}`);
      const content = { 'application/json': { schema: rejectionSchema } };
      return [status, { description: lines.join('\n\n'), content }];
    }),
  );
};
