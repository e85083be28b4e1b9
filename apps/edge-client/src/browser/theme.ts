import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** Water in ten shades; white text is readable on the last three. */
const river = [
  '#eaf6f8',
  '#d6eaee',
  '#abd5dd',
  '#7dbfcb',
  '#58adbd',
  '#3f9fb1',
  '#2b8ea2',
  '#15788c',
  '#0e6377',
  '#0a4f60',
] as const;

export const theme = createTheme({
  colors: { river },
  primaryColor: 'river',
  primaryShade: { light: 8, dark: 7 },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
});

/**
 * A quiet ground under the cards, and a stronger dimmed text: Mantine's own is too faint where it is
 * small (WCAG asks for a contrast of 4.5).
 */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--page-background': '#f4f8f9',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
  },
  dark: {
    '--page-background': 'var(--mantine-color-dark-8)',
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
  },
});
