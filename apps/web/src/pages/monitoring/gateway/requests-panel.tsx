import type { Body } from '@huanzhi/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { formatExact, formatInstant } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Choice } from '../../../ui/form/choice.tsx';
import { Field } from '../../../ui/form/field.tsx';
import { PlainForm } from '../../../ui/form/plain-form.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';
import type { StationDetail } from './queries.ts';
import { useTexts } from './texts.ts';

type Asked = Body<'requestStation'>;
const spans = ['minute', 'hour', 'day'] as const;
const shown = 5;

/** A full hour as a field for date and time shows it, in China whatever the clock of this computer says. */
function localHour(at: number): string {
  return `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 13)}:00`;
}

const instantOf = (local: string): string => `${local}:00+08:00`;

function useAsk(station: StationDetail) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Asked) => call('requestStation', { params: { id: station.id }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['gateway', 'station', station.id] }),
  });
}

/** Asking an instrument for something, and how the last requests ended. */
export function RequestsPanel({ station, running }: { station: StationDetail; running: boolean }) {
  const t = useTexts();
  const ask = useAsk(station);
  return (
    <Panel title={t.requests} note={station.connectedSince === null ? t.notConnected : ''}>
      <div className="in col g12">
        {ask.error && <ErrorNotice error={ask.error} />}
        <div className="row w">
          {(['clock', 'timeouts'] as const).map((kind) => (
            <button
              key={kind}
              type="button"
              className="btn sm"
              disabled={!running || ask.isPending}
              onClick={() => ask.mutate({ kind })}
            >
              {t.requestKinds[kind]}
            </button>
          ))}
        </div>
        <HistoryForm station={station} running={running} />
        <Outcomes station={station} />
      </div>
    </Panel>
  );
}

function HistoryForm({ station, running }: { station: StationDetail; running: boolean }) {
  const t = useTexts();
  const ask = useAsk(station);
  const [of, setOf] = useState<(typeof spans)[number]>('hour');
  const [times, setTimes] = useState(() => ({
    from: localHour(Date.now() - 86_400_000),
    to: localHour(Date.now()),
  }));
  const ends = ['from', 'to'] as const;
  return (
    <PlainForm
      name={t.history}
      prefix="history"
      mistakes={ends.flatMap((path) => (times[path] === '' ? [{ path, text: t.fillTime }] : []))}
      refusal={ask.error}
      send={() => ask.mutate({ kind: 'history', of, from: instantOf(times.from), to: instantOf(times.to) })}
    >
      {(field) => (
        <>
          <Choice
            field={field('of')}
            label={t.historyOf}
            value={of}
            options={spans.map((one) => ({ value: one, text: t.spans[one] }))}
            change={(value) => setOf(spans.find((one) => one === value) ?? 'hour')}
          />
          {ends.map((key) => (
            <Field {...field(key)} key={key} label={t.historyTimes[key]}>
              {(control) => (
                <input
                  {...control}
                  className="inp"
                  type="datetime-local"
                  value={times[key]}
                  onChange={(event) => setTimes({ ...times, [key]: event.target.value })}
                />
              )}
            </Field>
          ))}
          <div>
            <button type="submit" className="btn sm" disabled={!running || ask.isPending}>
              {t.history}
            </button>
          </div>
        </>
      )}
    </PlainForm>
  );
}

function Outcomes({ station }: { station: StationDetail }) {
  const t = useTexts();
  const { language } = useLocal();
  if (station.requests.length === 0) return null;
  return (
    <ul className="s col g4" aria-label={t.requests}>
      {station.requests.slice(0, shown).map(({ id, kind, detail, askedAt, askedBy, outcome, code }) => (
        <li key={id}>
          <span className="row">
            <b>{t.requestKinds[kind]}</b>
            <span className="t3 num">
              {formatInstant(askedAt, language)} {askedBy ?? t.gatewayItself}
            </span>
            <span className="sp" />
            <span>
              {outcome === null ? t.pending : (t.outcomes[outcome] ?? outcome)}
              {code !== null && outcome !== 'done' && <small className="t3 num"> {code}</small>}
            </span>
          </span>
          {detail.from && detail.to && (
            <span className="t3 num">
              {formatExact(detail.from)} – {formatExact(detail.to)}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
