import { List } from '@mantine/core';

/** Why updates were refused, a sentence for each reason. */
export const RefusalList = ({ sentences }: { readonly sentences: readonly string[] }) => (
  <List size="sm" spacing={4}>
    {sentences.map((sentence) => (
      <List.Item key={sentence}>{sentence}</List.Item>
    ))}
  </List>
);
