import type { Answer } from '@huanzhi/contract';
import type { FieldDefinition, Light as LightKind, RegistryDefinition } from '@huanzhi/registry';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orgsQuery, plansQuery } from '../../api/queries.ts';
import { formatNumber } from '../../lib/format.ts';
import { activeFilters, readWhere, toggleValue, writeWhere } from '../../lib/list-filter.ts';
import type { UrlQuery } from '../../lib/url-query.ts';
import { useLocal } from '../../lib/use-local.ts';
import { Icon } from '../../ui/icon.tsx';
import { LightMark } from '../../ui/light.tsx';
import { Popover } from '../../ui/popover.tsx';
import { ColumnChoice } from './column-choice.tsx';

interface Option {
  value: string;
  text: string;
  mark?: ReactNode;
  count?: number | undefined;
}

/** One chip: the name of the filter, what is chosen, and a list to tick. */
function Choice({
  name,
  chosen,
  options,
  change,
}: {
  name: string;
  chosen: string | undefined;
  options: Option[];
  change: (next: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const values = chosen ? chosen.split(',') : [];
  const first = options.find((option) => option.value === values[0])?.text ?? values[0];
  const text = values.length > 1 ? t('list.several', { first, count: values.length }) : (first ?? '');
  return (
    <Popover
      className={`chip q${chosen ? ' on' : ''}`}
      label={
        <>
          {name} {text}
          <Icon name="arrow" size={12} />
        </>
      }
    >
      {() => (
        <fieldset>
          <legend className="vh">{name}</legend>
          {options.length > 12 && (
            <input
              className="inp"
              aria-label={t('list.findOption', { name })}
              placeholder={t('list.find')}
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
          )}
          {options
            .filter((option) => option.text.includes(wanted))
            .map((option) => (
              <label className="check" key={option.value}>
                <input
                  type="checkbox"
                  checked={values.includes(option.value)}
                  onChange={() => change(toggleValue(chosen, option.value))}
                />
                {option.mark}
                {option.text}
                <span className="sp" />
                {option.count !== undefined && <small className="t3 num">{formatNumber(option.count)}</small>}
              </label>
            ))}
          {chosen && (
            <button type="button" className="btn sm txt" onClick={() => change(undefined)}>
              {t('list.dropFilter', { name })}
            </button>
          )}
        </fieldset>
      )}
    </Popover>
  );
}

function isChoice(field: FieldDefinition): field is Extract<FieldDefinition, { type: 'choice' | 'choices' }> {
  return field.searchable === true && (field.type === 'choice' || field.type === 'choices');
}

const lights: LightKind[] = ['red', 'yellow', 'green', 'blue', 'grey'];

/** Search, chips, count and column choice above a list; all of it in the address. */
export function Filters({
  definition,
  facets,
  query,
  change,
  total,
}: {
  definition: RegistryDefinition;
  facets: Answer<'records'>['facets'] | undefined;
  query: UrlQuery;
  change: (patch: UrlQuery, how?: 'push' | 'replace') => void;
  total: number | null | undefined;
}) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const { data: orgs } = useQuery(orgsQuery);
  const { data: plans } = useQuery({ ...plansQuery, enabled: definition.id === 'task' });
  const [text, setText] = useState(query.q ?? '');
  const input = useRef<HTMLInputElement>(null);
  const where = readWhere(query.where);
  const active = activeFilters(query);
  const family = definition.id === 'task' ? 'task' : 'deadline';

  useEffect(() => setText(query.q ?? ''), [query.q]);
  useEffect(() => {
    if (text.trim() === (query.q ?? '')) return;
    const timer = setTimeout(() => change({ q: text.trim() || undefined }), 300);
    return () => clearTimeout(timer);
  }, [text, query.q, change]);
  useEffect(() => {
    const slash = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key !== '/' || typing) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', slash);
    return () => window.removeEventListener('keydown', slash);
  }, []);

  const stateOptions = definition.states.map((state) => ({
    value: state.key,
    text: local(state.label),
    count: facets?.state[state.key],
  }));
  const lightOptions = lights.map((kind) => ({
    value: kind,
    text: t(`light.${family}.${kind}`),
    mark: <LightMark kind={kind} />,
    count: facets?.light[kind],
  }));
  const orgOptions = (orgs?.items ?? [])
    .filter((org) => org.active)
    .map((org) => ({ value: org.id, text: org.shortName || org.name }));
  const planOptions = (plans?.items ?? []).map((plan) => ({ value: plan.id, text: plan.title }));
  return (
    <search className="filters" aria-label={t('list.filters')}>
      <input
        ref={input}
        data-list-filter
        className="inp"
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && setText('')}
      />
      <Choice
        name={t('column.state')}
        chosen={query.state}
        options={stateOptions}
        change={(state) => change({ state }, 'push')}
      />
      <Choice
        name={t('column.light')}
        chosen={query.light}
        options={lightOptions}
        change={(light) => change({ light }, 'push')}
      />
      {orgOptions.length > 0 && (
        <Choice
          name={t('column.ownerOrg')}
          chosen={query.owner}
          options={orgOptions}
          change={(owner) => change({ owner }, 'push')}
        />
      )}
      {planOptions.length > 0 && (
        <Choice
          name={t('list.plan')}
          chosen={query.plan}
          options={planOptions}
          change={(plan) => change({ plan }, 'push')}
        />
      )}
      {definition.fields.filter(isChoice).map((field) => (
        <Choice
          key={field.key}
          name={local(field.label)}
          chosen={where.get(field.key)}
          options={field.options.map((option) => ({ value: option.value, text: local(option.label) }))}
          change={(value) => {
            const next = new Map(where);
            const last = value?.split(',').at(-1);
            if (last) next.set(field.key, last);
            else next.delete(field.key);
            change({ where: writeWhere(next) }, 'push');
          }}
        />
      ))}
      {active.length > 0 && (
        <button
          type="button"
          className="btn sm txt"
          onClick={() => change(Object.fromEntries(active.map((key) => [key, undefined])), 'push')}
        >
          {t('list.clear')}
        </button>
      )}
      <span className="sp" />
      <small className="t3 nw" role="status">
        {total === undefined
          ? ''
          : total === null
            ? t('list.many')
            : t('list.total', { count: total, shown: formatNumber(total) })}
      </small>
      <ColumnChoice definition={definition} chosen={query.cols} change={(cols) => change({ cols })} />
    </search>
  );
}
