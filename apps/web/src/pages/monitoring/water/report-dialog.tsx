import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addressFor, call } from '../../../api/call.ts';
import { formatExact } from '../../../lib/format.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice, Loading, Notice } from '../../../ui/states.tsx';
import { FiguresTable } from './figures-table.tsx';
import { IssuedFigures } from './issued-figures.tsx';
import { issuedQuery, reportQuery } from './queries.ts';
import { useWaterSettingsTexts } from './settings-texts.ts';
import { useWaterTexts } from './texts.ts';

/** Says that a report was made, with its file. */
export function Made({ id, title }: { id: string; title: string }) {
  const texts = useWaterTexts();
  return (
    <Notice tone="g">
      {texts.issuedOk}
      <a href={addressFor('issuedReportFile', { params: { id } })}>{title}</a>
    </Notice>
  );
}

/** The monthly report: its figures with their sources before it is issued, and those issued before. */
export function ReportDialog({ month, close }: { month: string; close: () => void }) {
  const texts = useWaterTexts();
  const more = useWaterSettingsTexts();
  const [opened, setOpened] = useState<string | null>(null);
  const client = useQueryClient();
  const { data, error } = useQuery(reportQuery(month));
  const { data: issued } = useQuery(issuedQuery({ kind: 'water-monthly', period: month }));
  const issue = useMutation({
    mutationFn: () => call('issueWaterReport', { body: { month } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reports'] }),
  });
  return (
    <Dialog name={texts.report} close={close}>
      <div className="wq-box">
        <h2>{data?.title ?? texts.report}</h2>
        {error && <ErrorNotice error={error} />}
        {!data && !error && <Loading />}
        {data && (
          <>
            <p className="s t3">
              {texts.figuresOf}　{texts.version(data.templateVersion)}
            </p>
            <div
              className="table-scroll mt8"
              style={{ maxHeight: '44vh', overflow: 'auto' }}
              {...scrollRegion(texts.figuresOf)}
            >
              <FiguresTable figures={data.figures} />
            </div>
          </>
        )}
        {issue.error && <ErrorNotice error={issue.error} />}
        {issue.data && <Made {...issue.data} />}
        {issued !== undefined && issued.items.length > 0 && (
          <ul className="s mt8">
            {issued.items.map((one) => (
              <li key={one.id}>
                {texts.issued}
                {'　'}
                <a href={addressFor('issuedReportFile', { params: { id: one.id } })}>{one.title}</a>
                {'　'}
                {one.issuedBy}　{formatExact(one.issuedAt)}　{texts.version(one.templateVersion)}
                {'　'}
                <button
                  type="button"
                  className="link"
                  aria-expanded={opened === one.id}
                  onClick={() => setOpened(opened === one.id ? null : one.id)}
                >
                  {more.figures}
                </button>
                {opened === one.id && <IssuedFigures id={one.id} />}
              </li>
            ))}
          </ul>
        )}
        <div className="row mt16">
          <span className="sp" />
          <button type="button" className="btn" onClick={close}>
            {texts.close}
          </button>
          <button
            type="button"
            className="btn p"
            disabled={!data || issue.isPending}
            onClick={() => issue.mutate()}
          >
            {texts.issue}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
