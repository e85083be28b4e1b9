import { useEffect, useState } from 'react';
import { tokenFromHash } from '../view/join-link.ts';

const KEY = 'tributary-join-token';

/** Moves the token out of the address bar, where screenshots and shared links would show it. */
const takeFromAddress = (): string | null => {
  const token = tokenFromHash(location.hash);
  if (token !== null) {
    sessionStorage.setItem(KEY, token);
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return token ?? sessionStorage.getItem(KEY);
};

/** The join token of the link or of this tab's last visit, and how to set another (null forgets it). */
export const useJoinToken = (): readonly [string | null, (token: string | null) => void] => {
  const [token, setToken] = useState(takeFromAddress);
  useEffect(() => {
    const onHashChange = () => setToken(takeFromAddress());
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);
  const change = (next: string | null) => {
    if (next === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, next);
    setToken(next);
  };
  return [token, change];
};
