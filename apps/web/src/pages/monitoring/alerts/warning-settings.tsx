import type { Body } from '@huanzhi/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { orgsQuery } from '../../../api/queries.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { ErrorNotice, Notice } from '../../../ui/states.tsx';
import { type WarningsPage, warningsQuery } from './queries.ts';
import { useAlertTexts } from './texts.ts';

type Settings = Body<'saveWarningSettings'>;
type Colour = Settings['measures'][number]['colour'];

/** The same list with one item changed. */
const changed = <T,>(list: readonly T[], at: number, next: T): T[] =>
  list.map((one, index) => (index === at ? next : one));

function Thresholds({
  plan,
  edit,
}: {
  plan: Settings['plan'];
  edit: ((plan: Settings['plan']) => void) | null;
}) {
  const t = useAlertTexts();
  return (
    <ul className="col g8">
      {plan.levels.map((level, at) => (
        <li key={level.colour} className="col g4">
          <b>{t.colours[level.colour]}</b>
          {level.anyOf.map((conditions, way) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: ways of a level have no identity
            <span className="row w" key={way}>
              {way > 0 && t.orElse}
              {conditions.map((condition, place) => {
                if (edit === null) return t.because(condition.above, condition.hours);
                const set = (patch: Partial<typeof condition>) => {
                  const ways = changed(
                    level.anyOf,
                    way,
                    changed(conditions, place, { ...condition, ...patch }),
                  );
                  edit({ ...plan, levels: changed(plan.levels, at, { ...level, anyOf: ways }) });
                };
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity
                  <span className="row" key={place}>
                    {place > 0 && t.and}
                    {t.above}
                    <input
                      type="number"
                      min={0}
                      max={500}
                      className="inp"
                      style={{ width: 80 }}
                      aria-label={`${t.colours[level.colour]} ${t.above}`}
                      value={condition.above}
                      onChange={(event) => set({ above: Number(event.target.value) })}
                    />
                    {t.hours}
                    <input
                      type="number"
                      min={24}
                      max={240}
                      className="inp"
                      style={{ width: 72 }}
                      aria-label={`${t.colours[level.colour]} ${t.hours}`}
                      value={condition.hours}
                      onChange={(event) => set({ hours: Number(event.target.value) })}
                    />
                  </span>
                );
              })}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Thresholds of the levels and the measures that they ask for; the mark says how well they are known. */
export function WarningSettings({ page }: { page: WarningsPage }) {
  const t = useAlertTexts();
  const client = useQueryClient();
  const { data: orgs } = useQuery(orgsQuery);
  const { plan, plans, measures } = page.settings;
  const start = (): Settings => ({
    plan: { id: plan.id, ozoneRaisesWarning: plan.ozoneRaisesWarning, levels: plan.levels },
    measures,
  });
  const [draft, setDraft] = useState<Settings | null>(null);
  const shown = draft ?? start();
  const edit = page.can.issue ? setDraft : null;
  const save = useMutation({
    mutationFn: (body: Settings) => call('saveWarningSettings', { body }),
    onSuccess: (next) => {
      client.setQueryData(warningsQuery.queryKey, next);
      setDraft(null);
    },
  });
  const setMeasures = (list: Settings['measures']) => setDraft({ ...shown, measures: list });
  return (
    <Panel
      title={t.settings}
      note={`${t.marks[plan.mark] ?? plan.mark}${plan.edited ? `　${t.edited}` : ''}`}
    >
      <div className="in col g12">
        {save.error && <ErrorNotice error={save.error} />}
        {save.isSuccess && draft === null && <Notice tone="g">{t.saved}</Notice>}
        <label className="field">
          <span className="l">{t.plan}</span>
          <select
            className="inp"
            disabled={edit === null}
            value={shown.plan.id}
            onChange={(event) => {
              const chosen = plans.find((one) => one.id === event.target.value);
              if (chosen === undefined) return;
              const { id, ozoneRaisesWarning, levels } = chosen;
              setDraft({ ...shown, plan: { id, ozoneRaisesWarning, levels } });
            }}
          >
            {plans.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
        <Thresholds
          plan={shown.plan}
          edit={edit === null ? null : (next) => setDraft({ ...shown, plan: next })}
        />
        <ul className="col g4" aria-label={t.measures}>
          {shown.measures.map((measure, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: measures have no identity of their own
            <li className="row w" key={index}>
              <select
                className="inp"
                style={{ width: 'auto' }}
                disabled={edit === null}
                aria-label={t.colour}
                value={measure.colour}
                onChange={(event) =>
                  setMeasures(
                    changed(shown.measures, index, { ...measure, colour: event.target.value as Colour }),
                  )
                }
              >
                {shown.plan.levels.map(({ colour }) => (
                  <option key={colour} value={colour}>
                    {t.colours[colour]}
                  </option>
                ))}
              </select>
              <input
                className="inp"
                style={{ flex: 1 }}
                maxLength={300}
                readOnly={edit === null}
                aria-label={t.measure}
                value={measure.text}
                onChange={(event) =>
                  setMeasures(changed(shown.measures, index, { ...measure, text: event.target.value }))
                }
              />
              <select
                className="inp"
                style={{ width: 'auto' }}
                disabled={edit === null}
                aria-label={t.unit}
                value={measure.orgId ?? ''}
                onChange={(event) =>
                  setMeasures(
                    changed(shown.measures, index, { ...measure, orgId: event.target.value || null }),
                  )
                }
              >
                <option value="">{t.noUnit}</option>
                {(orgs?.items ?? [])
                  .filter((org) => org.active)
                  .map((org) => (
                    <option key={org.id} value={org.id}>
                      {org.shortName || org.name}
                    </option>
                  ))}
              </select>
              {edit !== null && (
                <button
                  type="button"
                  className="btn sm txt"
                  onClick={() => setMeasures(shown.measures.filter((_, at) => at !== index))}
                >
                  {t.remove}
                </button>
              )}
            </li>
          ))}
        </ul>
        {edit !== null && (
          <div className="row">
            <button
              type="button"
              className="btn"
              onClick={() => setMeasures([...shown.measures, { colour: 'yellow', text: '', orgId: null }])}
            >
              {t.addMeasure}
            </button>
            <button
              type="button"
              className="btn p"
              disabled={draft === null || save.isPending || shown.measures.some((one) => !one.text.trim())}
              onClick={() => save.mutate(shown)}
            >
              {t.saveSettings}
            </button>
          </div>
        )}
      </div>
    </Panel>
  );
}
