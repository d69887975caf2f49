import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice, Loading } from '../../../ui/states.tsx';
import { type WarnedSection, warningsQuery } from './queries.ts';
import { Made } from './report-dialog.tsx';
import { useWaterTexts } from './texts.ts';

const levels = ['提醒', '预警', '督办'] as const;

/** Sections for which a notice is due; level, date and requirement are the officer's. */
export function WarningsDialog({ month, close }: { month: string; close: () => void }) {
  const texts = useWaterTexts();
  const { data, error } = useQuery(warningsQuery(month));
  return (
    <Dialog name={texts.warning} close={close}>
      <div className="wq-box">
        <h2>{data ? texts.due(data.items.length) : texts.warning}</h2>
        {error && <ErrorNotice error={error} />}
        {!data && !error && <Loading />}
        {data && (
          <p className="s t3">
            {texts.proposal}
            {data.rules}
          </p>
        )}
        {data?.items.map((warned) => (
          <NoticeForm key={warned.section.id} warned={warned} month={month} replyBy={data.replyBy} />
        ))}
        <div className="row mt16">
          <span className="sp" />
          <button type="button" className="btn" onClick={close}>
            {texts.close}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function NoticeForm({ warned, month, replyBy }: { warned: WarnedSection; month: string; replyBy: string }) {
  const texts = useWaterTexts();
  const { section } = warned;
  const [level, setLevel] = useState(warned.level);
  const [until, setUntil] = useState(replyBy);
  const [requirement, setRequirement] = useState(texts.requirementText);
  const issue = useMutation({
    mutationFn: () =>
      call('issueWaterWarning', {
        params: { id: section.id },
        body: { month, level, replyBy: until, requirement },
      }),
  });
  const id = (name: string) => `${name}-${section.id}`;
  return (
    <section className="panel mt12" aria-label={section.name}>
      <div className="in col g8">
        <h3>
          {section.name}　{section.town}
        </h3>
        <ul className="s">
          {warned.items.map((item) => (
            <li key={item.key}>
              {item.name} {item.value ?? texts.noValue}（{item.limit}）　{item.reasons.join('、')}
            </li>
          ))}
        </ul>
        <div className="row w">
          <div className="field">
            <label htmlFor={id('level')}>{texts.level}</label>
            <select
              id={id('level')}
              className="inp"
              value={level}
              onChange={(event) => setLevel(levels.find((one) => one === event.target.value) ?? level)}
            >
              {levels.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor={id('until')}>{texts.replyBy}</label>
            <input
              id={id('until')}
              className="inp"
              type="date"
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          </div>
        </div>
        <div className="field">
          <label htmlFor={id('requirement')}>{texts.requirement}</label>
          <input
            id={id('requirement')}
            className="inp"
            value={requirement}
            maxLength={1000}
            onChange={(event) => setRequirement(event.target.value)}
          />
        </div>
        {issue.error && <ErrorNotice error={issue.error} />}
        {issue.data && <Made {...issue.data} />}
        <div>
          <button
            type="button"
            className="btn"
            disabled={issue.isPending || until === '' || requirement.trim() === ''}
            onClick={() => issue.mutate()}
          >
            {texts.issueNotice}
          </button>
        </div>
      </div>
    </section>
  );
}
