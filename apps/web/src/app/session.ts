import type { Answer } from '@huanzhi/contract';
import { createContext, useContext } from 'react';

export type Me = Answer<'me'>;

export const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only inside the frame. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside the frame');
  return me;
}
