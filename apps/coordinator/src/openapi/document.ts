import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import {
  auditEntrySchema,
  checkpointSchema,
  connectedClientSchema,
  dataSchemaSchema,
  deviceSchema,
  invitedRunSchema,
  joinInfoSchema,
  joinTokenInfoSchema,
  joinTokenSchema,
  partitionPreviewSchema,
  rejectionSchema,
  runConfigSchema,
  runDetailSchema,
  runSummarySchema,
} from '@tributary/protocol';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { VERSION } from '../config.ts';
import { SESSION_COOKIE } from '../security/access-guard.ts';
import { tags } from './describe-route.ts';

/** What is spoken of by a name, in the description and in clients that are generated from it. */
const named = {
  AuditEntry: auditEntrySchema,
  Checkpoint: checkpointSchema,
  ConnectedClient: connectedClientSchema,
  DataSchema: dataSchemaSchema,
  Device: deviceSchema,
  JoinInfo: joinInfoSchema,
  JoinToken: joinTokenSchema,
  JoinTokenInfo: joinTokenInfoSchema,
  PartitionPreview: partitionPreviewSchema,
  Rejection: rejectionSchema,
  RunConfig: runConfigSchema,
  RunDetail: runDetailSchema,
  InvitedRun: invitedRunSchema,
  RunSummary: runSummarySchema,
} as const;

for (const [id, schema] of Object.entries(named)) {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
}

/** How the routes become an OpenAPI document: `/docs/json`, and `docs/openapi.json` in the repository. */
export const documentOptions: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Tributary coordinator',
      version: VERSION,
      description:
        'Runs, models, devices and invitations of a coordinator. What devices send while they train goes over its sockets, which SPEC.md of the protocol describes. Every refusal is a `Rejection` with a code from a closed table (docs/errors.md).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    components: {
      securitySchemes: {
        token: {
          ...{ type: 'http', scheme: 'bearer' },
          description: 'The admin token, or the viewer token, which opens what changes nothing.',
        },
        session: {
          ...{ type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
          description: 'What signing in sets; for pages of the coordinator itself.',
        },
        joinToken: {
          ...{ type: 'http', scheme: 'bearer' },
          description: 'The token of a join link.',
        },
        metricsToken: {
          ...{ type: 'http', scheme: 'bearer' },
          description: 'The token for metrics, which opens nothing else.',
        },
      },
    },
  },
  transform: (route) => withBytes(jsonSchemaTransform(route)),
  transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
};

type Transformed = ReturnType<typeof jsonSchemaTransform>;

/** A route that takes bytes has no schema for them to be checked by, but its caller has to know. */
const withBytes = ({ schema, url }: Transformed): Transformed => ({
  url,
  schema:
    schema.consumes === undefined || schema.body !== undefined
      ? schema
      : { ...schema, body: { type: 'string', format: 'binary' } },
});

/** Every named schema is there as it is sent and as it is answered; most are only ever one of the two. */
const withoutUnused = <Whole extends object>(document: Whole): Whole => {
  const text = JSON.stringify(document);
  const { components = {} } = document as { components?: { schemas?: object } };
  const used = Object.entries(components.schemas ?? {}).filter(([name]) =>
    text.includes(`"#/components/schemas/${name}"`),
  );
  return { ...document, components: { ...components, schemas: Object.fromEntries(used) } };
};
