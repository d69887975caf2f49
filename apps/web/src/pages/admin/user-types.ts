import type { Answer } from '@huanzhi/contract';

/** An account as lists show it. */
export type User = Answer<'users'>['items'][number];

/** A first password, shown once. */
export interface FirstPassword {
  login: string;
  password: string;
}
