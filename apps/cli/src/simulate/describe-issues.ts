import type { ZodError, z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a config, a line for each field: its path, what is wrong, and what to do.
 * @param under the path of what was checked within the file, e.g. `variants[1].run`
 */
export const describeIssues = ({ issues }: ZodError, under = ''): string =>
  issues
    .flatMap((issue) =>
      fieldsOf(issue).map((field) => `  ${pathOf(under, field.path)}: ${field.text}`),
    )
    .join('\n');

interface Field {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

const fieldsOf = (issue: Issue): Field[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      text: 'There is no such field. Correct its name or take it out.',
    }));
  }
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  if (isMissing) return [{ path: issue.path, text: `It is missing. Add it (${issue.expected}).` }];
  return [{ path: issue.path, text: `${issue.message.replace(/\.$/, '')}.` }];
};

/** `run.clientWork.learningRate`, `variants[1].name` */
const pathOf = (under: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number'
        ? `${text}[${key}]`
        : text === ''
          ? String(key)
          : `${text}.${String(key)}`,
    under,
  ) || 'the whole';
