import { ActionIcon, CopyButton, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { RunId } from '@tributary/protocol';
import { useJoinToken } from '../api/clients.ts';
import { useMayChange } from '../api/session.ts';
import { invitationSentence } from '../view/invitation-sentence.ts';
import { AnotherLink } from './another-link.tsx';
import { QrCode } from './qr-code.tsx';
import { QueryView } from './query-view.tsx';

interface JoinInvitationProps {
  /** Invites to this run only; to any run when left out. */
  readonly runId?: RunId;
}

/** A join link to copy or to scan; viewers cannot invite. */
export const JoinInvitation = (props: JoinInvitationProps) =>
  useMayChange() ? <OpenInvitation {...props} /> : null;

const OpenInvitation = ({ runId }: JoinInvitationProps) => {
  const joinToken = useJoinToken(runId);
  return (
    <QueryView query={joinToken}>
      {(invitation) => (
        <Stack>
          <Group align="center" gap="lg" justify="center">
            <QrCode text={invitation.joinUrl} label="QR code that opens the join page" />
            <Stack gap="xs" miw={240} style={{ flex: 1 }}>
              <Text size="sm">
                Open this link on any phone or computer, or scan the code. The device trains in its
                browser; its data stays on it.
              </Text>
              <JoinLink url={invitation.joinUrl} />
              <Text size="xs" c="dimmed" aria-live="polite">
                {invitationSentence(invitation)}
              </Text>
            </Stack>
          </Group>
          <AnotherLink runId={runId} />
        </Stack>
      )}
    </QueryView>
  );
};

const JoinLink = ({ url }: { readonly url: string }) => (
  <TextInput
    label="Join link"
    readOnly
    value={url}
    onFocus={(event) => event.currentTarget.select()}
    rightSection={
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'} withArrow>
            <ActionIcon
              variant="subtle"
              color={copied ? 'teal' : 'gray'}
              onClick={copy}
              aria-label={copied ? 'Join link copied' : 'Copy the join link'}
            >
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    }
  />
);
