import type { Body } from '@huanzhi/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../../api/call.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { type Warning, type WarningsPage, warningsQuery } from './queries.ts';
import { useAlertTexts } from './texts.ts';

/** One step at a time on the warnings; its answer is the page as it is then. */
export function useWarningStep() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (run: () => Promise<WarningsPage>) => run(),
    onSuccess: (next) => client.setQueryData(warningsQuery.queryKey, next),
  });
}

export type WarningStep = ReturnType<typeof useWarningStep>;

/** Issuing a warning; the level that the figures ask for stands there to begin with. */
export function IssueForm({
  page,
  step,
  close,
}: {
  page: WarningsPage;
  step: WarningStep;
  close: () => void;
}) {
  const t = useAlertTexts();
  const proposed = page.proposals.find((one) => one.colour !== null);
  const [body, setBody] = useState<Body<'issueWarning'>>({
    colour: proposed?.colour ?? 'yellow',
    source: proposed?.source ?? 'superior',
    fromDay: page.today,
    toDay: proposed?.toDay && proposed.toDay > page.today ? proposed.toDay : page.today,
    document: '',
    note: '',
  });
  const set = (patch: Partial<Body<'issueWarning'>>) => setBody({ ...body, ...patch });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.mutate(() => call('issueWarning', { body }), { onSuccess: close });
  };
  return (
    <Panel title={t.issue}>
      <form className="in row w" onSubmit={submit} style={{ alignItems: 'flex-end' }}>
        <label className="field">
          <span className="l">{t.colour}</span>
          <select
            className="inp"
            value={body.colour}
            onChange={(event) => set({ colour: event.target.value as Warning['colour'] })}
          >
            {page.settings.plan.levels.map(({ colour }) => (
              <option key={colour} value={colour}>
                {t.colours[colour]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span className="l">{t.source}</span>
          <select
            className="inp"
            value={body.source}
            onChange={(event) => set({ source: event.target.value as Warning['source'] })}
          >
            {Object.entries(t.sources).map(([key, word]) => (
              <option key={key} value={key}>
                {word}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span className="l">{t.from}</span>
          <input
            type="date"
            className="inp"
            required
            value={body.fromDay}
            onChange={(event) => set({ fromDay: event.target.value })}
          />
        </label>
        <label className="field">
          <span className="l">{t.to}</span>
          <input
            type="date"
            className="inp"
            required
            value={body.toDay}
            onChange={(event) => set({ toDay: event.target.value })}
          />
        </label>
        <label className="field">
          <span className="l">{t.document}</span>
          <input
            className="inp"
            maxLength={200}
            value={body.document}
            onChange={(event) => set({ document: event.target.value })}
          />
        </label>
        <label className="field">
          <span className="l">{t.note}</span>
          <input
            className="inp"
            maxLength={1000}
            value={body.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        </label>
        <button type="submit" className="btn p" disabled={step.isPending}>
          {t.doIssue}
        </button>
        <button type="button" className="btn" onClick={close}>
          {t.cancel}
        </button>
      </form>
    </Panel>
  );
}

/** Lifting the warning in force. */
export function LiftForm({
  warning,
  step,
  close,
}: {
  warning: Warning;
  step: WarningStep;
  close: () => void;
}) {
  const t = useAlertTexts();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.mutate(() => call('liftWarning', { params: { id: warning.id }, body: { reason: reason.trim() } }), {
      onSuccess: close,
    });
  };
  return (
    <Panel title={t.lift}>
      <form className="in row w" onSubmit={submit}>
        <input
          className="inp"
          style={{ maxWidth: 420 }}
          required
          maxLength={1000}
          aria-label={t.liftReason}
          placeholder={t.liftReason}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <button type="submit" className="btn p" disabled={step.isPending || !reason.trim()}>
          {t.doLift}
        </button>
        <button type="button" className="btn" onClick={close}>
          {t.cancel}
        </button>
      </form>
    </Panel>
  );
}
