import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { asApiError, call } from '../../../api/call.ts';
import { paths, withQuery } from '../../../lib/paths.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useFormTexts } from './form-texts.ts';
import { problemsOf, type StationDraft, settingsOf } from './station-draft.ts';

/**
 * What is typed of a station, what is wrong with it, and saving it. A field is checked when it is left, all of them on
 * submit; what the server finds is told at its field until that is changed.
 * @param id number of the station; null: a new one
 */
export function useStationForm(id: number | null, first: StationDraft) {
  const t = useFormTexts();
  const { local } = useLocal();
  const client = useQueryClient();
  const router = useRouter();
  const [draft, setDraft] = useState(first);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => {
      const settings = settingsOf(draft);
      return id === null
        ? call('addStation', { body: { ...settings, mn: draft.mn.trim() } })
        : call('changeStation', { params: { id }, body: settings });
    },
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ['gateway'] });
      await client.invalidateQueries({ queryKey: ['sites'] });
      router.history.push(withQuery(paths.gateway, { station: String(saved.id) }));
    },
  });
  const own = problemsOf(draft).map(({ path, code, what }) => ({ path, text: t.problems[code](what) }));
  const answered = save.error === null ? [] : asApiError(save.error).answer.problems;
  const found = [...own, ...answered.map(({ path, message }) => ({ path, text: local(message) }))];
  return {
    draft,
    set: (patch: Partial<StationDraft>) => {
      if (save.error) save.reset();
      setDraft((before) => ({ ...before, ...patch }));
    },
    leave: (path: string) => setLeft((before) => new Set(before).add(path)),
    /** The message at a field; a list is named by its own path or an entry's. */
    errorOf: (path: string, whole = false) =>
      found.find(
        (one) =>
          (one.path === path || (whole && one.path.startsWith(`${path}.`))) &&
          (tried || left.has(path) || answered.length > 0),
      )?.text,
    /** Paths of the fields that the summary on top names, once somebody tried to send. */
    summary: tried || answered.length > 0 ? [...new Set(found.map(({ path }) => path))] : [],
    /** A refusal that belongs to no field. */
    refusal: answered.length === 0 ? save.error : null,
    saving: save.isPending,
    /** @returns the path of the first wrong field, or null when the form goes out */
    submit: (): string | null => {
      setTried(true);
      const [wrong] = own;
      if (wrong !== undefined) return wrong.path;
      save.mutate();
      return null;
    },
  };
}

export type StationFormState = ReturnType<typeof useStationForm>;
