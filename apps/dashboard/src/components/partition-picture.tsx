import { Alert, ColorSwatch, Group, Loader, Skeleton, Stack, Text } from '@mantine/core';
import { useElementSize, useInViewport } from '@mantine/hooks';
import { groupColours, partitioners } from '@tributary/model-zoo';
import {
  type PartitionPreview,
  type PartitionSpec,
  partitionSpecSchema,
} from '@tributary/protocol';
import { usePartitionPreview } from '../api/partition-preview.ts';
import { RequestError } from '../api/request.ts';
import { partitionRemarks, partitionSentence } from '../view/partition-sentence.ts';
import { PartitionBars } from './partition-bars.tsx';
import { useSettled } from './use-settled.ts';

/** Long enough to finish a number. */
const TYPING_MS = 400;

interface PartitionPictureProps {
  readonly dataset: string;
  readonly partition: PartitionSpec;
}

/** Who would get what: asked of the coordinator while the picture is in sight and settings are whole. */
export const PartitionPicture = ({ dataset, partition }: PartitionPictureProps) => {
  const { ref, inViewport } = useInViewport();
  // As text, because a form makes new objects with every change, wherever it is.
  const settings = JSON.stringify({ dataset, partition });
  const isSettled = useSettled(settings, TYPING_MS) === settings;
  const isWhole = isComplete(partition);
  const { data, error, isPlaceholderData } = usePartitionPreview(
    isWhole && isSettled && inViewport ? { dataset, partition } : null,
  );
  return (
    <Stack ref={ref} component="section" gap="xs" aria-label="Who would get what" mih={320}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          Who would get what
        </Text>
        {isPlaceholderData && <Loader size="xs" aria-label="Dividing anew" />}
      </Group>
      <Content preview={data} error={error} isWhole={isWhole} isPast={isPlaceholderData} />
    </Stack>
  );
};

const isComplete = (partition: PartitionSpec): boolean =>
  partitionSpecSchema.safeParse(partition).success &&
  partitioners.find(partition.partitioner)?.params.safeParse(partition.params).success === true;

interface ContentProps {
  readonly preview: PartitionPreview | undefined;
  readonly error: Error | null;
  readonly isWhole: boolean;
  /** Whether the preview is still the one of the settings before. */
  readonly isPast: boolean;
}

const Content = ({ preview, error, isWhole, isPast }: ContentProps) => {
  if (!isWhole) {
    return (
      <Text size="sm" c="dimmed">
        The picture appears when the settings above are complete.
      </Text>
    );
  }
  if (error !== null) {
    return (
      <Alert color="orange" role="alert" title="The data cannot be divided like this">
        {(error instanceof RequestError && error.detail) || error.message}
      </Alert>
    );
  }
  return preview === undefined ? (
    <Skeleton h={240} aria-busy="true" aria-label="Dividing the data" role="status" />
  ) : (
    <Stack gap="xs" opacity={isPast ? 0.5 : 1}>
      <Picture preview={preview} />
    </Stack>
  );
};

const Picture = ({ preview }: { readonly preview: PartitionPreview }) => {
  const { ref, width } = useElementSize();
  const sentence = partitionSentence(preview);
  return (
    <>
      <div ref={ref}>
        {width > 0 && <PartitionBars preview={preview} label={sentence} widthPx={width} />}
      </div>
      {preview.groups.length > 1 && <Legend preview={preview} />}
      <Text size="sm">{sentence}</Text>
      {partitionRemarks(preview).map((remark) => (
        <Text key={remark} size="sm" c="dimmed">
          {remark}
        </Text>
      ))}
    </>
  );
};

const Legend = ({ preview }: { readonly preview: PartitionPreview }) => {
  const colours = groupColours(preview);
  return (
    <Group gap="sm" aria-hidden>
      <Text size="xs" c="dimmed">
        {preview.legend}
      </Text>
      {preview.groups.map((name, group) => (
        <Group key={name} gap={6} wrap="nowrap">
          <ColorSwatch color={colours[group] as string} size={12} radius={2} withShadow={false} />
          <Text size="xs">{name}</Text>
        </Group>
      ))}
    </Group>
  );
};
