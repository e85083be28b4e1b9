import type { Column } from './dataset.ts';

/** What every client's own data must be; `dataSchemaSchema` of the protocol says it field by field. */
export type DataSchema = ImagesSchema | TableDataSchema | TextsSchema | NextCharacterSchema;

export interface ImagesSchema {
  readonly kind: 'images';
  readonly title: string;
  readonly classes: readonly string[];
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

export interface TableDataSchema {
  readonly kind: 'table';
  readonly title: string;
  readonly columns: readonly Column[];
  readonly target: ClassColumn | NumberTargetColumn;
  /** Cells that stand for a value that is not known. */
  readonly missing: readonly string[];
  readonly codes?: Readonly<Record<string, readonly string[]>> | undefined;
}

export interface ClassColumn {
  readonly kind: 'class';
  readonly column: string;
  readonly classes: readonly string[];
  /** For each class the cells that stand for it; its name where that is left out. */
  readonly cells?: readonly (readonly string[])[] | undefined;
}

export interface NumberTargetColumn {
  readonly kind: 'number';
  readonly column: string;
  /** How much of the column's unit a label of 1 stands for. */
  readonly unit: number;
}

export interface TextsSchema {
  readonly kind: 'texts';
  readonly title: string;
  readonly classes: readonly string[];
  /** In characters; what is longer is cut. */
  readonly length: number;
}

export interface NextCharacterSchema {
  readonly kind: 'next-character';
  readonly title: string;
  readonly alphabet: string;
  /** Characters in a window. */
  readonly length: number;
}

/**
 * Names as files write them: "0 (female)" where a cell says something else than the name.
 * @param cells what stands for each name; its own where that is left out
 */
export const namesAsWritten = (names: readonly string[], cells?: readonly string[]): string[] =>
  names.map((name, at) => {
    const cell = cells?.[at] ?? name;
    return cell === name ? name : `${cell} (${name})`;
  });

/** The classes of a target, with all cells that stand for each. */
export const classesAsWritten = ({ classes, cells }: ClassColumn): string[] =>
  namesAsWritten(
    classes,
    cells?.map((group) => group.join(', ')),
  );
