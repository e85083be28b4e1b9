import { getThemeColor, useMantineTheme } from '@mantine/core';
import { lineStyleAt } from './compared-run.ts';

/** A piece of a run's line, as the charts draw it. @param place of the run in the list */
export const LineSample = ({ place }: { readonly place: number }) => {
  const theme = useMantineTheme();
  const { color, dashes } = lineStyleAt(place);
  return (
    <svg width="36" height="10" aria-hidden style={{ flex: 'none' }}>
      <line
        x1="1"
        x2="35"
        y1="5"
        y2="5"
        stroke={getThemeColor(color, theme)}
        strokeWidth="2.5"
        strokeDasharray={dashes}
      />
    </svg>
  );
};
