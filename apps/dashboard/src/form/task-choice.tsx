import { Group, Radio, SimpleGrid, Text } from '@mantine/core';
import { tasks } from '@tributary/model-zoo';

interface TaskChoiceProps {
  readonly value: string;
  readonly onChange: (taskName: string) => void;
}

/** The task templates as cards; choosing one fills in the whole form. */
export const TaskChoice = ({ value, onChange }: TaskChoiceProps) => (
  <Radio.Group
    label="Start from"
    description="A template fills in settings that work; change any of them below."
    value={value}
    onChange={onChange}
  >
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" mt="sm">
      {tasks.entries.map(({ name, title, description }) => (
        <Radio.Card key={name} value={name} p="md" aria-label={title}>
          <Group wrap="nowrap" align="flex-start" gap="sm">
            <Radio.Indicator />
            <div>
              <Text size="sm" fw={600}>
                {title}
              </Text>
              <Text size="xs" c="dimmed" mt={4}>
                {description}
              </Text>
            </div>
          </Group>
        </Radio.Card>
      ))}
    </SimpleGrid>
  </Radio.Group>
);
