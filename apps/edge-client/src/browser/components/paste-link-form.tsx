import { Button, Stack, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { tokenFromText } from '../view/join-link.ts';

/** Takes a join link that came by another way than a tap. */
export const PasteLinkForm = ({ onToken }: { readonly onToken: (token: string) => void }) => {
  const [text, setText] = useState('');
  const [failed, setFailed] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const token = tokenFromText(text);
    setFailed(token === null);
    if (token !== null) onToken(token);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          size="lg"
          label="Join link"
          description="It ends with #token= and many letters."
          placeholder={`${location.origin}/join/#token=…`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={failed && 'There is no token in this text. Copy the whole link.'}
        />
        <Button type="submit" size="lg">
          Use this link
        </Button>
      </Stack>
    </form>
  );
};
