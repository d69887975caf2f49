import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { call } from '../../../api/call.ts';
import { paths, withQuery } from '../../../lib/paths.ts';
import { type StationDraft, settingsOf } from './station-draft.ts';

/**
 * Registers a station or changes its settings, then shows it in the list.
 * @param id number of the station; null: a new one
 */
export function useStationSave(id: number | null) {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (draft: StationDraft) => {
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
}
