import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import type { Tone } from './view/cohort-rows.ts';

/** A calm blue-green; shades 7 and 8 carry white text with a contrast above 4.5. */
const river: MantineColorsTuple = [
  '#eef7fa',
  '#dcecf2',
  '#b4d8e4',
  '#89c3d6',
  '#67b1ca',
  '#51a6c3',
  '#3f93b1',
  '#2b7d9a',
  '#1a6a86',
  '#075972',
];

export const theme = createTheme({
  primaryColor: 'river',
  primaryShade: { light: 8, dark: 7 },
  colors: { river },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontWeight: '650' },
  components: {
    Card: { defaultProps: { withBorder: true, padding: 'lg' } },
    Accordion: { styles: { item: { background: 'var(--mantine-color-default)' } } },
    Notification: { styles: { description: { color: 'var(--mantine-color-text)' } } },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm', tt: 'none' },
      // In a narrow table column the word matters more than the column's width.
      styles: { root: { minWidth: 'max-content', verticalAlign: 'middle' } },
    },
  },
});

/** The ground on which cards lie, and quiet text and text on tinted grounds, dark enough for a contrast above 4.5. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--ground': 'var(--mantine-color-gray-0)',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-orange-light-color': '#a33a08',
    '--mantine-color-red-light-color': '#a61e1e',
    '--mantine-color-teal-light-color': '#066649',
  },
  dark: {
    '--ground': 'var(--mantine-color-dark-8)',
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-error': '#ff8787',
  },
});

/** The colour that goes with each tone; never the only sign of it. */
export const toneColors: Readonly<Record<Tone, string>> = {
  neutral: 'gray',
  active: 'river',
  good: 'teal',
  warning: 'orange',
  bad: 'red',
};
