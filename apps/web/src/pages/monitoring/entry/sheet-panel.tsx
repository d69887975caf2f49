import { useQuery } from '@tanstack/react-query';
import { formatInstant, formatNumber } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { A } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { ErrorNotice, Failed, Loading, Notice, State } from '../../../ui/states.tsx';
import { importPath } from '../measurements/queries.ts';
import { EntryGrid } from './grid.tsx';
import { type Sheet, sheetQuery } from './queries.ts';
import { useTexts } from './texts.ts';
import { type Entry, useEntry } from './use-entry.ts';

/** The sheet of a site for a day or a month. */
export function SheetPanel({ site, day }: { site: number; day: string }) {
  const t = useTexts();
  const { data, error, refetch } = useQuery(sheetQuery(site, day));
  if (error) return <Failed error={error} what={t.nav} retry={() => refetch()} />;
  if (!data) return <Loading lines={8} />;
  if (data.factors.length === 0)
    return (
      <div className="panel">
        <State icon="list" title={t.noFactors} text={t.noFactorsText}>
          <A className="btn" href={paths.site(site)}>
            {t.toSite}
          </A>
        </State>
      </div>
    );
  return <OpenSheet key={`${data.site.id} ${data.from}`} sheet={data} />;
}

function OpenSheet({ sheet }: { sheet: Sheet }) {
  const t = useTexts();
  const { language } = useLocal();
  const entry = useEntry(sheet);
  const span = sheet.from === sheet.to ? sheet.from : `${sheet.from} – ${sheet.to}`;
  return (
    <div className="col g12">
      {sheet.locked.map(({ day, at, by }) => (
        <Notice key={day} tone="y">
          {t.locked(day, by, formatInstant(at, language))}
        </Notice>
      ))}
      {entry.left > 0 && <Notice tone="y">{t.pasteLeft(formatNumber(entry.left))}</Notice>}
      {entry.error !== null && <ErrorNotice error={entry.error} />}
      <Outcome entry={entry} />
      <Panel
        title={`${sheet.site.name} ${span}`}
        note={entry.savedAt && entry.typed > 0 ? t.saved : undefined}
        side={<Actions entry={entry} />}
      >
        <p className="in t3 s">{t.how}</p>
        <EntryGrid sheet={sheet} entry={entry} />
      </Panel>
    </div>
  );
}

function Actions({ entry }: { entry: Entry }) {
  const t = useTexts();
  const ready = entry.judged === null ? 0 : entry.judged.counts.new + entry.judged.counts.change;
  const late = entry.judged === null ? 0 : lateCells(entry);
  const checked = entry.current && entry.importId === null && entry.typed > 0;
  return (
    <span className="row w">
      <button type="button" className="btn" disabled={entry.typed === 0 || entry.busy} onClick={entry.clear}>
        {t.clear}
      </button>
      <button
        type="button"
        className={`btn${checked ? '' : ' p'}`}
        disabled={entry.typed === 0 || entry.busy}
        onClick={entry.check}
      >
        {t.check}
      </button>
      {checked && ready + late > 0 && (
        <button type="button" className="btn p" disabled={entry.busy} onClick={entry.commit}>
          {t.commit(formatNumber(ready + late))}
        </button>
      )}
    </span>
  );
}

/** Cells of locked days, which are kept as late values. */
const lateCells = ({ judged }: Entry): number =>
  judged?.rows.flatMap(({ cells }) => cells).filter(({ problem }) => problem?.code === 'day-locked').length ??
  0;

function Outcome({ entry }: { entry: Entry }) {
  const t = useTexts();
  if (entry.judged === null) return null;
  const { counts } = entry.judged;
  const ready = counts.new + counts.change;
  const late = lateCells(entry);
  if (entry.importId !== null)
    return (
      <Notice tone="g">
        {t.written(formatNumber(ready))} {late > 0 && t.lateKept(formatNumber(late))}{' '}
        {counts.reject + counts.conflict > late &&
          t.late(formatNumber(counts.reject + counts.conflict - late))}{' '}
        <A href={importPath(entry.importId)}>{t.toImport}</A>
      </Notice>
    );
  if (!entry.current) return <Notice tone="y">{t.checkFirst}</Notice>;
  return (
    <Notice tone={counts.reject + counts.conflict > 0 ? 'y' : 'b'}>
      {t.result(
        formatNumber(counts.new),
        formatNumber(counts.change),
        formatNumber(counts.same),
        formatNumber(counts.conflict),
        formatNumber(counts.reject),
      )}{' '}
      {ready + late === 0 ? t.nothingNew : t.nothingWritten}
    </Notice>
  );
}
