import { formatDuration, formatNumber, NO_VALUE } from '../view/format.ts';
import type { Field } from './schema-fields.ts';

/** One setting as people read it. */
export interface SettingRow {
  readonly title: string;
  readonly value: string;
}

/** A value as text; times (keys that end in `Ms`) get a readable unit. */
export const formatSetting = (key: string, value: unknown): string => {
  if (typeof value === 'number') {
    return key.endsWith('Ms') ? formatDuration(value) : formatNumber(value);
  }
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return value === undefined || value === '' ? NO_VALUE : String(value);
};

/** The settings that some fields describe, groups spread out; what is off (null) has no row. */
export const settingRows = (
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
): SettingRow[] =>
  fields.flatMap((field) => {
    const value = values[field.key];
    if (value === null) return [];
    return field.kind === 'group'
      ? settingRows(field.fields, isRecord(value) ? value : {})
      : [{ title: withoutUnit(field), value: formatSetting(field.key, value) }];
  });

/** "Deadline (ms)" is "Deadline" where the value brings its own unit. */
export const withoutUnit = ({ key, title }: Field): string =>
  key.endsWith('Ms') ? title.replace(/ \(ms\)$/, '') : title;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object';
