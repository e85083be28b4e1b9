import { Paper, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface CardProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A titled part of the page. */
export const Card = ({ title, children }: CardProps) => {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} withBorder p="md" radius="lg">
      <Title id={id} order={2} size="h5" mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
};
