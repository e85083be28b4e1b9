import { Button, Card, Center, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { type SubmitEventHandler, useState } from 'react';
import { RequestError } from '../api/request.ts';
import { useSignIn } from '../api/session.ts';
import { Brand } from '../components/brand.tsx';
import { ErrorPanel } from '../components/query-panels.tsx';

interface SignInPageProps {
  /** Why the token in the address did not do. */
  readonly refusal: Error | null;
}

export const SignInPage = ({ refusal }: SignInPageProps) => {
  useDocumentTitle('Sign in · Tributary');
  const [token, setToken] = useState('');
  const signIn = useSignIn();
  const error = signIn.error ?? refusal;
  const onSubmit: SubmitEventHandler = (event) => {
    event.preventDefault();
    signIn.mutate(token.trim());
  };
  return (
    <Center component="main" mih="100dvh" p="md">
      <Card w="100%" maw={420} padding="xl">
        <form onSubmit={onSubmit}>
          <Stack>
            <Brand />
            <div>
              <Title order={1} size="h3">
                Sign in
              </Title>
              <Text c="dimmed" size="sm" mt={4}>
                The coordinator prints the admin token when it starts. With a viewer token you see
                everything and change nothing.
              </Text>
            </div>
            {error !== null && (
              <ErrorPanel error={inAdminWords(error)} title="That did not sign you in" />
            )}
            <PasswordInput
              label="Admin token, or viewer token"
              name="token"
              autoComplete="current-password"
              required
              value={token}
              onChange={(event) => setToken(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the token' }}
            />
            <Button type="submit" loading={signIn.isPending}>
              Sign in
            </Button>
          </Stack>
        </form>
      </Card>
    </Center>
  );
};

/** The refusal's own words speak of join links, which do not help here. */
const inAdminWords = (error: Error): Error =>
  error instanceof RequestError && error.code === 'bad-token'
    ? new RequestError(
        'bad-token',
        'This is not the admin token, nor the viewer token. Copy it again.',
      )
    : error;
