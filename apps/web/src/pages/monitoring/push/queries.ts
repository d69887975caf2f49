import type { Answer } from '@huanzhi/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';

export type PushKey = Answer<'pushKeys'>['items'][number];

export const pushKeysQuery = queryOptions({
  queryKey: ['push-keys'],
  queryFn: () => call('pushKeys', {}),
});
