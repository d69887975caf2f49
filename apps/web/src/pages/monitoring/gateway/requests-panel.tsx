import type { Body } from '@huanzhi/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { asApiError, call } from '../../../api/call.ts';
import { formatExact, formatInstant } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { ErrorNotice, Notice } from '../../../ui/states.tsx';
import { Field } from './field.tsx';
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

/** Asking an instrument for something, and how the last requests ended. */
export function RequestsPanel({ station, running }: { station: StationDetail; running: boolean }) {
  const t = useTexts();
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: (body: Asked) => call('requestStation', { params: { id: station.id }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['gateway', 'station', station.id] }),
  });
  const off = !running || ask.isPending;
  const problems = ask.error === null ? [] : asApiError(ask.error).answer.problems;
  return (
    <Panel title={t.requests} note={station.connectedSince === null ? t.notConnected : ''}>
      <div className="in col g8">
        {ask.error && problems.length === 0 && <ErrorNotice error={ask.error} />}
        {ask.isSuccess && <Notice tone="b">{t.asked}</Notice>}
        <div className="row w">
          <button
            type="button"
            className="btn sm"
            disabled={off}
            onClick={() => ask.mutate({ kind: 'clock' })}
          >
            {t.clockSet}
          </button>
          <button
            type="button"
            className="btn sm"
            disabled={off}
            onClick={() => ask.mutate({ kind: 'timeouts' })}
          >
            {t.requestKinds.timeouts}
          </button>
        </div>
        <HistoryForm off={off} problems={problems} ask={ask.mutate} />
        <Outcomes station={station} />
      </div>
    </Panel>
  );
}

function HistoryForm({
  off,
  problems,
  ask,
}: {
  off: boolean;
  problems: ReturnType<typeof asApiError>['answer']['problems'];
  ask: (body: Asked) => void;
}) {
  const t = useTexts();
  const { local } = useLocal();
  const [of, setOf] = useState<(typeof spans)[number]>('hour');
  const [from, setFrom] = useState(() => localHour(Date.now() - 86_400_000));
  const [to, setTo] = useState(() => localHour(Date.now()));
  const [tried, setTried] = useState(false);
  const errorOf = (key: 'from' | 'to', value: string) => {
    if (tried && value === '') return t.fillTime;
    const problem = problems.find(({ path }) => path === key);
    return problem && local(problem.message);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (from !== '' && to !== '') ask({ kind: 'history', of, from: instantOf(from), to: instantOf(to) });
  };
  const time = (key: 'from' | 'to', value: string, set: (value: string) => void) => (
    <Field id={`history-${key}`} label={t.historyTimes[key]} error={errorOf(key, value)}>
      {(ids) => (
        <input
          {...ids}
          className="inp"
          type="datetime-local"
          value={value}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Field>
  );
  return (
    <form className="col g8 history-form" aria-label={t.history} onSubmit={submit} noValidate>
      <div className="history-fields">
        <Field id="history-of" label={t.historyOf} error={undefined}>
          {(ids) => (
            <select
              {...ids}
              className="inp"
              value={of}
              onChange={(event) => setOf(spans.find((one) => one === event.target.value) ?? 'hour')}
            >
              {spans.map((one) => (
                <option key={one} value={one}>
                  {t.spans[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {time('from', from, setFrom)}
        {time('to', to, setTo)}
      </div>
      <div>
        <button type="submit" className="btn sm" disabled={off}>
          {t.history}
        </button>
      </div>
    </form>
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
