import type { ReactNode } from 'react';

/** An editor of a part of a data schema. */
export interface EditorProps<Part> {
  readonly value: Part;
  /** What is wrong, by the path within the part. */
  readonly errors: Readonly<Record<string, ReactNode>>;
  readonly onChange: (value: Part) => void;
}

/** The errors of a smaller part, by the path within that. */
export const errorsUnder = (
  errors: Readonly<Record<string, ReactNode>>,
  path: string,
): Record<string, ReactNode> =>
  Object.fromEntries(
    Object.entries(errors).flatMap(([key, error]) =>
      key === path || key.startsWith(`${path}.`) ? [[key.slice(path.length + 1), error]] : [],
    ),
  );

/** What is wrong with a list as a whole or with any of its items. */
export const errorOfList = (errors: Readonly<Record<string, ReactNode>>, path: string): ReactNode =>
  Object.values(errorsUnder(errors, path))[0];
