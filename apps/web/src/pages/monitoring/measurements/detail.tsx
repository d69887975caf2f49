import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { addressFor, call } from '../../../api/call.ts';
import { formatInstant, formatNumber, formatSize } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { A } from '../../../ui/link.tsx';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { ErrorNotice, Failed, Loading, Notice } from '../../../ui/states.tsx';
import './measurements.css';
import { ColumnsPanel } from './columns-panel.tsx';
import { importQuery, importsQuery, isBusy, type MeasurementImport } from './queries.ts';
import { SettingsPanel } from './settings-panel.tsx';
import { useTexts } from './texts.ts';
import { useDraft } from './use-draft.ts';
import { Verdicts } from './verdicts.tsx';

/** What is taken over: hours, and published day figures where there are any. */
function useReady({ counts }: MeasurementImport): { any: boolean; text: string } {
  const t = useTexts();
  const hours = counts.new + counts.change;
  const days = counts.dayNew + counts.dayChange;
  return {
    any: hours + days > 0,
    text: t.amount(formatNumber(hours), days === 0 ? null : formatNumber(days)),
  };
}

function useHeading(data: MeasurementImport): string {
  const t = useTexts();
  const { status, counts } = data;
  const ready = useReady(data).text;
  if (status === 'committed') return t.committed(ready);
  if (status !== 'checked') return t.title[status];
  return counts.reject > 0 ? t.checked(ready, formatNumber(counts.reject)) : t.checkedAll(ready);
}

/** What came, from whom and when. */
function useFacts({ source, size, counts, createdBy, createdAt }: MeasurementImport): string {
  const t = useTexts();
  const { language } = useLocal();
  const rows = formatNumber(counts.rows);
  const at = formatInstant(createdAt, language);
  if (source === 'm') return t.factsTyped(rows, createdBy, at);
  if (source === 'p') return t.factsPushed(rows, createdBy, at);
  return t.facts(formatSize(size), rows, createdBy, at);
}

function Progress({ data }: { data: MeasurementImport }) {
  const t = useTexts();
  const { done, total } = data.progress;
  return (
    <div className="row w">
      {/* Without a total the bar only says that something goes on. */}
      <progress {...(total > 0 ? { max: total, value: done } : {})} aria-label={t.status[data.status]} />
      <span className="t2">
        {t.status[data.status]} {total > 0 && t.done(formatNumber(done), formatNumber(total))}
      </span>
    </div>
  );
}

function WithdrawDialog({ close, withdraw }: { close: () => void; withdraw: () => void }) {
  const t = useTexts();
  return (
    <Dialog name={t.withdrawAsk} close={close}>
      <div className="mi-ask">
        <h2>{t.withdrawAsk}</h2>
        <p>{t.withdrawText}</p>
        <div className="row mt12">
          <button type="button" className="btn d" onClick={withdraw}>
            {t.withdraw}
          </button>
          <button type="button" className="btn" onClick={close}>
            {t.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function ImportView({ data }: { data: MeasurementImport }) {
  const t = useTexts();
  const { local } = useLocal();
  const [query] = useUrlQuery();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const draft = useDraft(data);
  const { counts, status } = data;
  const title = useHeading(data);
  const facts = useFacts(data);
  useTitle(title);
  const params = { id: data.id };
  const settle = (next: MeasurementImport) => {
    client.setQueryData(importQuery(data.id).queryKey, next);
    client.invalidateQueries({ queryKey: importsQuery.queryKey });
  };
  const commit = useMutation({ mutationFn: () => call('commitMeasurements', { params }), onSuccess: settle });
  const withdraw = useMutation({
    mutationFn: () => call('withdrawMeasurements', { params }),
    onSuccess: settle,
  });
  useEffect(() => {
    // Figures of any page may rest on the hours that changed; they are read again when they are next shown.
    if (status === 'committed' || status === 'withdrawn') client.invalidateQueries({ refetchType: 'none' });
  }, [client, status]);
  const ready = useReady(data);
  const found = counts.dayNew + counts.dayChange + counts.daySame + counts.dayConflict;
  const busy = isBusy(status);
  const failure = commit.error ?? withdraw.error;
  const { error } = data;
  return (
    <>
      <Crumbs
        items={[{ text: t.monitoring }, { text: t.nav, href: paths.measurements }, { text: data.fileName }]}
      />
      <PageHead
        title={title}
        line={`${data.fileName}　${facts}　${status === 'checked' ? t.notWritten : ''}`}
        actions={
          <>
            <A className="btn" href={paths.measurements}>
              {t.other}
            </A>
            {counts.reject + counts.conflict + counts.dayConflict > 0 && !busy && (
              <a className="btn" href={addressFor('rejectedMeasurements', { params })} download>
                <Icon name="down" />
                {t.rejected}
              </a>
            )}
            {status === 'committed' && (
              <button
                type="button"
                className="btn d"
                disabled={withdraw.isPending}
                onClick={() => setAsking(true)}
              >
                {t.withdraw}
              </button>
            )}
            {status === 'checked' && (
              <button
                type="button"
                className="btn p"
                disabled={!ready.any || commit.isPending || draft.changed}
                onClick={() => commit.mutate()}
              >
                {t.commit(ready.text)}
              </button>
            )}
          </>
        }
      />
      {asking && (
        <WithdrawDialog
          close={() => setAsking(false)}
          withdraw={() => {
            setAsking(false);
            withdraw.mutate();
          }}
        />
      )}
      <div className="col g12">
        {failure && <ErrorNotice error={failure} />}
        {error && <Notice tone="r">{local(error.message)}</Notice>}
        {busy && <Progress data={data} />}
        {status === 'committed' && (
          <Notice tone="g">
            {t.result(
              formatNumber(counts.new),
              formatNumber(counts.change),
              formatNumber(counts.same),
              formatNumber(counts.conflict),
              formatNumber(counts.reject),
            )}
            {found > 0 &&
              t.dayResult(
                formatNumber(counts.dayNew),
                formatNumber(counts.dayChange),
                formatNumber(counts.daySame),
                formatNumber(counts.dayConflict),
              )}
          </Notice>
        )}
        {status === 'checked' && found > 0 && <Notice tone="b">{t.dayFound(formatNumber(found))}</Notice>}
        {status === 'withdrawn' && <Notice tone="b">{t.withdrawnText}</Notice>}
        {data.columns.length > 0 && (
          <>
            {data.source === 'f' && <SettingsPanel data={data} draft={draft} settle={settle} />}
            {draft.changed && <Notice tone="y">{t.checkFirst}</Notice>}
            <Verdicts data={data} chosen={query.verdict} />
            <ColumnsPanel data={data} />
          </>
        )}
      </div>
    </>
  );
}

/** One import of measurements: columns, hours and sites, verdicts, taking over and taking back. */
export default function MeasurementImportPage() {
  const t = useTexts();
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(importQuery(id));
  if (error && !data) {
    return (
      <Failed
        error={error}
        what={t.nav}
        retry={() => refetch()}
        back={{ text: t.nav, href: paths.measurements }}
      />
    );
  }
  if (!data) return <Loading lines={6} />;
  return <ImportView key={id} data={data} />;
}
