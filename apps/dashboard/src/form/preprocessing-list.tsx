import { List, Text } from '@mantine/core';
import { type Step, stepSentence, stepTitle } from '../view/preprocessing-steps.ts';

/** What devices do with their examples before training, in plain words; the data set decides it. */
export const PreprocessingList = ({ steps }: { readonly steps: readonly Step[] }) => {
  if (steps.length === 0) return null;
  return (
    <div style={{ gridColumn: '1 / -1' }}>
      <Text size="sm" fw={500}>
        On the device first
      </Text>
      <List type="ordered" size="xs" mt={4} c="dimmed">
        {steps.map((step) => (
          <List.Item key={step.name}>
            <b>{stepTitle(step)}.</b> {stepSentence(step)}
          </List.Item>
        ))}
      </List>
    </div>
  );
};
