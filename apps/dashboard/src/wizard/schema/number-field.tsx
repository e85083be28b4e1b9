import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly value: number;
  readonly error: ReactNode;
  readonly isWhole?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** While the field is empty, it is given what no schema takes. */
  readonly onChange: (value: number) => void;
}

/** A number of a schema; an empty field is a mistake that the schema finds. */
export const NumberField = ({ value, onChange, isWhole = false, ...shown }: NumberFieldProps) => (
  <NumberInput
    {...shown}
    value={Number.isFinite(value) ? value : ''}
    onChange={(entered) => onChange(typeof entered === 'number' ? entered : Number.NaN)}
    allowDecimal={!isWhole}
    clampBehavior="none"
    thousandSeparator=","
  />
);
