import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../api/call.ts';
import { useLocal } from '../../lib/use-local.ts';
import { ErrorNotice, Notice } from '../states.tsx';

/** Something wrong with a field, as it is told beside it. */
export interface Mistake {
  path: string;
  text: string;
}

/** What a field of the form gets by its path. */
export interface FieldState {
  id: string;
  error: string | undefined;
  leave: () => void;
}

/**
 * A form whose fields the page lays out. A field is checked when it is left, all of them on submit; then, and when the
 * server refuses, a summary stands on top, each entry moves the focus to its field, and the first one has it.
 */
export function PlainForm({
  name,
  prefix,
  mistakes,
  refusal,
  fieldOf = (path) => path,
  begin = false,
  send,
  children,
}: {
  /** Accessible name. */
  name: string;
  /** Distinguishes the ids of several forms on a page. */
  prefix: string;
  /** What the page itself finds wrong. */
  mistakes: readonly Mistake[];
  /** What the server answered, or null. */
  refusal: unknown;
  /** The field at which the server's word on a path is shown. */
  fieldOf?: (path: string) => string;
  /** The form was opened within a page: its first field takes the focus, and gives it back when the form goes. */
  begin?: boolean;
  send: () => void;
  children: (field: (path: string) => FieldState) => ReactNode;
}) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const form = useRef<HTMLFormElement>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const answered = refusal
    ? asApiError(refusal).answer.problems.map(({ path, message }) => ({
        path: fieldOf(path),
        text: local(message),
      }))
    : [];
  const shown = [...mistakes.filter(({ path }) => tried || left.has(path)), ...answered];
  const idOf = (path: string) => `${prefix}-${path}`;
  const focus = (path: string | undefined) => {
    if (path !== undefined) form.current?.querySelector<HTMLElement>(`[id="${idOf(path)}"]`)?.focus();
  };
  const first = answered[0]?.path;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new refusal moves the focus
  useEffect(() => focus(first), [refusal]);
  useEffect(() => {
    if (!begin) return;
    const before = document.activeElement;
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    return () => {
      // What was removed with the focus in it leaves the focus at the body; elsewhere somebody has put it.
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, [begin]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (mistakes.length > 0) focus(mistakes[0]?.path);
    else send();
  };
  const summary = tried || answered.length > 0 ? shown : [];
  return (
    <form ref={form} className="col g12" aria-label={name} onSubmit={submit} noValidate>
      {Boolean(refusal) && answered.length === 0 && <ErrorNotice error={refusal} />}
      {summary.length > 0 && (
        <Notice tone="r">
          <b>{t('form.wrong', { count: summary.length })}</b>
          {summary.map(({ path, text }, index) => (
            <span key={`${path} ${text}`}>
              {index > 0 && t('form.comma')}
              <button type="button" className="link" onClick={() => focus(path)}>
                {text}
              </button>
            </span>
          ))}
        </Notice>
      )}
      {children((path) => ({
        id: idOf(path),
        error: shown.find((one) => one.path === path)?.text,
        leave: () => setLeft((before) => new Set(before).add(path)),
      }))}
    </form>
  );
}
