import { Button, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import type { Checkpoint } from '@tributary/protocol';
import type { FileChoice } from '../files/checkpoint-choices.ts';
import { useSave } from '../files/use-save.ts';
import { checkpointFileName } from '../view/checkpoint-file-name.ts';
import { ErrorText } from './query-panels.tsx';

interface DownloadMenuProps {
  readonly checkpoint: Checkpoint;
  readonly runName: string;
  readonly choices: readonly FileChoice[];
}

/** Everything that a checkpoint can be had as; what cannot be says why. */
export const DownloadMenu = ({ checkpoint, runName, choices }: DownloadMenuProps) => {
  const save = useSave();
  const { round, digest } = checkpoint;
  const make = (choice: FileChoice) =>
    save.mutate(() => choice.make(checkpoint), {
      onError: (error) =>
        notifications.show({
          color: 'red',
          title: `${choice.title} could not be made`,
          message: <ErrorText error={error} />,
          autoClose: 10_000,
        }),
    });
  // A card tells of training, and before the first round there was none.
  const offered = choices.filter(({ key }) => round > 0 || !key.startsWith('card-'));
  return (
    <Menu width={320} position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          loading={save.isPending}
          leftSection={<IconDownload size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`Download the checkpoint of round ${round}`}
        >
          Download
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((choice) =>
          choice.refusal === null ? (
            <Menu.Item key={choice.key} onClick={() => make(choice)}>
              <Entry title={choice.title} description={choice.description} />
            </Menu.Item>
          ) : (
            // Not `disabled`: the keyboard would pass it by, and nobody there would learn why.
            <Menu.Item
              key={choice.key}
              aria-disabled
              closeMenuOnClick={false}
              c="dimmed"
              style={{ cursor: 'not-allowed' }}
            >
              <Entry title={choice.title} description={choice.refusal} />
            </Menu.Item>
          ),
        )}
        <Menu.Item
          component="a"
          href={`/api/checkpoints/${digest}`}
          download={checkpointFileName(runName, round)}
        >
          <Entry title="Tributary" description="The file as clients download it." />
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const Entry = ({
  title,
  description,
}: {
  readonly title: string;
  readonly description: string;
}) => (
  <>
    <Text size="sm" fw={600}>
      {title}
    </Text>
    <Text size="xs">{description}</Text>
  </>
);
