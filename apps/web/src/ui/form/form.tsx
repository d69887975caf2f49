import type { FieldDefinition, Problem, RegistryDefinition } from '@huanzhi/registry';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkForm, problemOf } from '../../lib/form-values.ts';
import { useLocal } from '../../lib/use-local.ts';
import { Notice } from '../states.tsx';
import { FieldControl } from './field-control.tsx';
import { FieldRow } from './field-row.tsx';

/**
 * A form from field definitions. A field is checked when it is left, all of them on submit: then a summary
 * stands on top, each entry moves the focus to its field. Mistakes that the server finds are shown the same way.
 */
export function DefinitionForm({
  name,
  definition,
  fields,
  values,
  serverProblems,
  set,
  submit,
  children,
}: {
  /** Accessible name of the form. */
  name: string;
  definition: RegistryDefinition;
  fields: FieldDefinition[];
  values: Record<string, unknown>;
  serverProblems: Map<string, Problem>;
  set: (patch: Record<string, unknown>) => void;
  submit: () => void;
  /** Further fields and the buttons. */
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const form = useRef<HTMLFormElement>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const own = checkForm(definition, fields, values);
  const idOf = (key: string) => `f-${key}`;
  const messageOf = (key: string) => {
    const problem = tried || left.has(key) ? problemOf(own, key) : undefined;
    const shown = problem ?? problemOf(serverProblems, key);
    return shown && local(shown.message);
  };
  const wrong = fields.filter((field) => problemOf(own, field.key) ?? problemOf(serverProblems, field.key));
  const focus = (key: string) =>
    form.current?.querySelector<HTMLElement>(`#${CSS.escape(idOf(key))}`)?.focus();

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const first = fields.find((field) => problemOf(own, field.key));
    if (first) focus(first.key);
    else submit();
  };
  return (
    <form ref={form} className="col g16" aria-label={name} onSubmit={onSubmit} noValidate>
      {tried && wrong.length > 0 && (
        <Notice tone="r">
          <b>{t('form.wrong', { count: wrong.length })}</b>
          {wrong.map((field, index) => (
            <span key={field.key}>
              {index > 0 && t('form.comma')}
              <button type="button" className="link" onClick={() => focus(field.key)}>
                {local(field.label)}
              </button>
            </span>
          ))}
        </Notice>
      )}
      {fields.map((field) => (
        <FieldRow
          Control={FieldControl}
          key={field.key}
          field={field}
          id={idOf(field.key)}
          value={values[field.key]}
          error={messageOf(field.key)}
          change={(value) => set({ [field.key]: value })}
          leave={() => setLeft((before) => new Set(before).add(field.key))}
        />
      ))}
      {children}
    </form>
  );
}
