import { z } from 'zod';
import type { Codec, Compressor, Stage, Transform, Unreadable } from './compressor.ts';
import { unreadable } from './compressor.ts';
import { compressors } from './compressors/registry.generated.ts';

/** More stages than that never make sense, and a frame's header must not grow at will. */
const MAX_STAGES = 4;

const stagesSchema = z
  .array(z.object({ name: z.string(), params: z.record(z.string(), z.unknown()).default({}) }))
  .min(1)
  .max(MAX_STAGES);

/** A compressor with the parameters that it is run with. */
export interface ConfiguredStage<Kind extends Compressor> {
  readonly compressor: Kind;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A pipeline that makes sense. */
export interface Pipeline {
  readonly ok: true;
  /** Every parameter is there; as they are to be written into settings and headers. */
  readonly stages: readonly Stage[];
  readonly transforms: readonly ConfiguredStage<Transform>[];
  readonly codec: ConfiguredStage<Codec>;
}

/**
 * Checks a pipeline and fills in the defaults. Never throws.
 * @returns the reason in plain words for unknown names, bad parameters and an order without sense
 */
export const parsePipeline = (input: unknown): Pipeline | Unreadable => {
  const given = stagesSchema.safeParse(input);
  if (!given.success) {
    return unreadable(`A pipeline is a list of 1 to ${MAX_STAGES} stages { name, params }.`);
  }
  const configured: ConfiguredStage<Compressor>[] = [];
  for (const { name, params } of given.data) {
    const compressor = compressors.find(name);
    if (compressor === undefined) {
      return unreadable(
        `There is no compressor "${name}". Choose one of: ${compressors.names.join(', ')}.`,
      );
    }
    const parsed = compressor.params.strict().safeParse(params);
    if (!parsed.success) return unreadable(`"${name}": ${firstIssue(parsed.error)}`);
    configured.push({ compressor, params: parsed.data });
  }
  return arrange(configured);
};

const firstIssue = ({ issues: [issue] }: z.ZodError): string =>
  `${issue?.path.join('.') ?? ''} – ${issue?.message ?? 'not valid'}`;

const arrange = (configured: readonly ConfiguredStage<Compressor>[]): Pipeline | Unreadable => {
  const names = configured.map(({ compressor }) => compressor.name);
  const transforms: ConfiguredStage<Transform>[] = [];
  for (const [index, { compressor, params }] of configured.entries()) {
    const { name } = compressor;
    const before = names.slice(0, index);
    if (before.includes(name)) return unreadable(`"${name}" stands there twice. Leave out one.`);
    const refusal = compressor.refuse?.(params, before);
    if (refusal !== undefined) return unreadable(refusal);
    const last = index === configured.length - 1;
    if (compressor.kind === 'transform') transforms.push({ compressor, params });
    else if (!last) {
      return unreadable(`"${name}" makes bytes, so nothing can follow it. Put it last.`);
    } else {
      const stages = configured.map(({ compressor: { name }, params }) => ({ name, params }));
      return { ok: true, stages, transforms, codec: { compressor, params } };
    }
  }
  return unreadable(
    `Nothing turns what "${names.at(-1)}" leaves into bytes. End with one of: ${codecNames()}.`,
  );
};

const codecNames = (): string =>
  compressors.entries
    .filter(({ kind }) => kind === 'codec')
    .map(({ name }) => name)
    .join(', ');

/** The same for stages that have been checked before. @throws {RangeError} with the reason */
export const requirePipeline = (stages: readonly Stage[]): Pipeline => {
  const pipeline = parsePipeline(stages);
  if (!pipeline.ok) throw new RangeError(pipeline.reason);
  return pipeline;
};

/** Whether the mean of many decoded updates is right, however coarse each is. */
export const isUnbiased = (stages: readonly Stage[]): boolean => {
  const { transforms, codec } = requirePipeline(stages);
  const names = stages.map(({ name }) => name);
  return [...transforms, codec].every(({ compressor, params }, index) =>
    compressor.unbiased(params, names.slice(0, index)),
  );
};
