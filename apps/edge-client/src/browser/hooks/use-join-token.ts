import { useEffect, useState } from 'react';
import { forgetSession } from '../session/remembered-session.ts';
import { tokenFromHash } from '../view/join-link.ts';

const KEY = 'tributary-join-token';

/** Storage that is forbidden remembers nothing; the page works all the same. */
const quietly = <Value>(use: () => Value): Value | null => {
  try {
    return use();
  } catch {
    return null;
  }
};

/** Moves the token out of the address bar, where screenshots and shared links would show it. */
const takeFromAddress = (): string | null => {
  const token = tokenFromHash(location.hash);
  if (token !== null) {
    quietly(() => sessionStorage.setItem(KEY, token));
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return token;
};

const firstToken = (): string | null => {
  const token = takeFromAddress();
  // Whoever opens a link is asked, even where this tab took part before.
  if (token !== null) quietly(() => forgetSession(sessionStorage));
  return (
    token ??
    quietly(() => sessionStorage.getItem(KEY)) ??
    // Opened from the home screen: by the invitation that was last accepted.
    quietly(() => localStorage.getItem(KEY))
  );
};

/** The invitation was accepted: it is found again when the page is opened without a link. */
export const keepToken = (token: string): void =>
  void quietly(() => localStorage.setItem(KEY, token));

/**
 * The join token of the link, of this tab's last visit or of the last invitation that was accepted, and how to set
 * another (null forgets it).
 */
export const useJoinToken = (): readonly [string | null, (token: string | null) => void] => {
  const [token, setToken] = useState(firstToken);
  useEffect(() => {
    const onHashChange = () => setToken((known) => takeFromAddress() ?? known);
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);
  const change = (next: string | null) => {
    quietly(() => localStorage.removeItem(KEY));
    if (next === null) quietly(() => sessionStorage.removeItem(KEY));
    else quietly(() => sessionStorage.setItem(KEY, next));
    setToken(next);
  };
  return [token, change];
};
