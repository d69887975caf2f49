import { formatInstant, formatNumber } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { usePacketWords } from '../packet-words.ts';
import type { StationList } from './queries.ts';
import { useTexts } from './texts.ts';

/** Counts of today over all instruments and senders. */
export function TodayPanel({ data }: { data: StationList }) {
  const t = useTexts();
  const { language } = useLocal();
  const { today, gateway } = data;
  const words = usePacketWords();
  const kinds = (counts: Record<string, number>, wordOf: (code: string) => string) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 4)
      .map(([kind, count]) => `${wordOf(kind)} ${formatNumber(count)}`)
      .join('、');
  return (
    <Panel title={t.today} note={formatInstant(data.now, language)}>
      <div className="in">
        <dl className="crc num">
          <dt className="t3">{t.received}</dt>
          <dd>{t.receivedText(today.packets + today.quarantined, gateway?.waiting ?? 0)}</dd>
          <dt className="t3">{t.repairs}</dt>
          <dd>
            {formatNumber(today.repaired)}　{kinds(today.repairs, words.repair)}
          </dd>
          <dt className="t3">{t.quarantine}</dt>
          <dd>
            {formatNumber(today.quarantined)}　{kinds(today.reasons, words.reason)}
          </dd>
          {gateway && (
            <>
              <dt className="t3">{t.connections}</dt>
              <dd>{formatNumber(gateway.connections)}</dd>
            </>
          )}
        </dl>
      </div>
    </Panel>
  );
}
