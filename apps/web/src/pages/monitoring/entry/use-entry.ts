import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useDraft } from '../../../lib/draft.ts';
import { importsQuery } from '../measurements/queries.ts';
import { type Cells, cellKey, pasteInto, rowKey, typedRows } from './cells.ts';
import type { Judged, JudgedRow, Sheet } from './queries.ts';

/** What the server said of the cells as they stood then. */
interface Checked {
  judged: Judged;
  cells: Cells;
  /** Set when it was written. */
  importId?: string | null;
}

/** What is typed into a sheet, what the server said of it, and what can be done. */
export interface Entry {
  cells: Cells;
  savedAt: string | null;
  /** By row, see `rowKey`. */
  verdicts: ReadonlyMap<string, JudgedRow>;
  judged: Judged | null;
  /** The verdicts are about what stands in the cells. */
  current: boolean;
  /** Null until something was written. */
  importId: string | null;
  typed: number;
  /** Cells of the last paste that did not fit. */
  left: number;
  error: unknown;
  busy: boolean;
  change: (key: string, text: string) => void;
  paste: (at: { row: number; factor: number }, text: string) => void;
  check: () => void;
  commit: () => void;
  clear: () => void;
}

const textsOf = (values: Record<string, unknown>): Cells =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value ?? '')]));

/** Keeps what is typed into a sheet, also over a reload, until it is written. */
export function useEntry(sheet: Sheet): Entry {
  const client = useQueryClient();
  const draft = useDraft(`entry-${sheet.site.id}-${sheet.from}`, {});
  const cells = textsOf(draft.values);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [left, setLeft] = useState(0);
  const body = typedRows(sheet, cells);
  const check = useMutation({
    mutationFn: () => call('previewEntry', { body }),
    onSuccess: (judged) => setChecked({ judged, cells }),
  });
  const commit = useMutation({
    mutationFn: () => call('commitEntry', { body }),
    onSuccess: (judged) => {
      setChecked({ judged, cells, importId: judged.importId });
      // What was taken leaves the sheet; what was not stays to be corrected.
      const rest = new Set(judged.rows.filter(({ verdict }) => verdict === 'reject').map(rowKey));
      const written = Object.keys(cells).filter((key) => !rest.has(key.slice(0, key.lastIndexOf(' '))));
      draft.set(Object.fromEntries(written.map((key) => [key, ''])));
      if (rest.size === 0) draft.forget();
      client.invalidateQueries({ queryKey: importsQuery.queryKey });
      client.invalidateQueries({ queryKey: ['entry-sheet'] });
      client.invalidateQueries({ refetchType: 'none' });
    },
  });
  const change = (patch: Record<string, string>) => {
    setLeft(0);
    draft.set(patch);
  };
  const done = checked?.importId !== undefined;
  return {
    cells,
    savedAt: draft.savedAt,
    verdicts: new Map((checked?.judged.rows ?? []).map((row) => [rowKey(row), row])),
    judged: checked?.judged ?? null,
    current: checked !== null && (done || sameTexts(checked.cells, cells)),
    importId: checked?.importId ?? null,
    typed: body.rows.reduce((sum, row) => sum + Object.keys(row.cells).length, 0),
    left,
    error: check.error ?? commit.error,
    busy: check.isPending || commit.isPending,
    change: (key, text) => change({ [key]: text }),
    paste: (at, text) => {
      const pasted = pasteInto(sheet, at, text);
      change(pasted.cells);
      setLeft(pasted.left);
    },
    check: () => {
      commit.reset();
      check.mutate();
    },
    commit: () => commit.mutate(),
    clear: () => {
      change(
        Object.fromEntries(
          sheet.rows.flatMap((row) => sheet.factors.map(({ factor }) => [cellKey(row, factor), ''])),
        ),
      );
      setChecked(null);
    },
  };
}

function sameTexts(a: Cells, b: Cells): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => (a[key] ?? '').trim() === (b[key] ?? '').trim());
}
