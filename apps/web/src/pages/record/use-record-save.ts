import type { Problem } from '@huanzhi/registry';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { asApiError, call } from '../../api/call.ts';
import { historyQuery, recordQueryFor } from '../../api/queries.ts';
import { byField } from '../../lib/form-values.ts';
import { newKey } from '../../lib/new-key.ts';
import type { RecordDetail } from './record-detail.ts';

const none = new Map<string, Problem>();

/**
 * Saving a change of a record once: a lost answer is sent again under the same key; a version conflict fetches
 * the new state (`fresh`) and the next submission builds on it.
 */
export function useRecordSave(
  base: RecordDetail,
  send: (request: { idempotencyKey: string; version: number }) => Promise<RecordDetail>,
  done: () => void,
) {
  const client = useQueryClient();
  const key = useRef(newKey());
  const [fresh, setFresh] = useState<RecordDetail | null>(null);
  const { registry, id } = base;
  const mutation = useMutation({
    mutationFn: () => send({ idempotencyKey: key.current, version: (fresh ?? base).version }),
    onSuccess: (record) => {
      client.setQueryData(recordQueryFor(registry, id).queryKey, record);
      client.invalidateQueries({ queryKey: historyQuery(registry, id).queryKey });
      for (const stale of ['records', 'registries', 'workbench', 'plans', 'notifications']) {
        client.invalidateQueries({ queryKey: [stale] });
      }
      done();
    },
    onError: async (error) => {
      const { status, answer } = asApiError(error);
      // Without an answer it is not known whether it was saved: the same key makes sure that it is saved once.
      if (status > 0) key.current = newKey();
      if (answer.code === 'version-conflict') setFresh(await call('record', { params: { registry, id } }));
    },
  });
  const error = mutation.error ? asApiError(mutation.error) : null;
  return {
    save: () => mutation.mutate(),
    pending: mutation.isPending,
    fresh,
    error: error && error.answer.code !== 'version-conflict' ? error : null,
    problems: error ? byField(error.answer.problems) : none,
  };
}
