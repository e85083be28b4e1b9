import { Container, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ColorSchemeToggle } from './color-scheme-toggle.tsx';
import classes from './page-frame.module.css';

interface PageFrameProps {
  readonly children: ReactNode;
  /** Buttons that stay in view at the bottom. */
  readonly actions?: ReactNode;
  /** Whether there is enough to show for two columns where there is room for them. */
  readonly isWide?: boolean;
}

const NARROW = 560;
const WIDE = 1080;

/** Name at the top, one column or two, and the main action always within reach. */
export const PageFrame = ({ children, actions, isWide = false }: PageFrameProps) => (
  <div className={classes.page}>
    <header className={classes.header}>
      <Container size={isWide ? WIDE : NARROW}>
        <Group justify="space-between">
          <Group gap="xs">
            <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width={28} height={28} />
            <Text fw={650}>Tributary</Text>
          </Group>
          <ColorSchemeToggle />
        </Group>
      </Container>
    </header>
    <Container component="main" size={isWide ? WIDE : NARROW} className={classes.main ?? ''}>
      {children}
    </Container>
    {actions !== undefined && (
      <div className={classes.actions}>
        <Container size={NARROW}>{actions}</Container>
      </div>
    )}
  </div>
);
