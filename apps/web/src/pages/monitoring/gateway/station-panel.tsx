import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';
import { formatInstant } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { ErrorNotice, Failed, Loading, Notice } from '../../../ui/states.tsx';
import { PieceView } from './piece-view.tsx';
import { pieceQuery, piecesQuery, type StationDetail, stationQuery } from './queries.ts';
import { useTexts } from './texts.ts';

const dayMs = 86_400_000;

/** What is known of one instrument, its newest quarantined packet, and what can be done. */
export function StationPanel({ id, running }: { id: number; running: boolean }) {
  const t = useTexts();
  const { data, error } = useQuery(stationQuery(id));
  if (error) return <Failed error={error} what={t.nav} />;
  if (!data) return <Loading />;
  return (
    <>
      {data.open > 0 && <Quarantine station={data} running={running} />}
      <Facts station={data} running={running} />
    </>
  );
}

function Quarantine({ station, running }: { station: StationDetail; running: boolean }) {
  const t = useTexts();
  const client = useQueryClient();
  const { data: pieces } = useQuery(piecesQuery(station.mn));
  const newest = pieces?.items[0];
  const { data: piece } = useQuery({ ...pieceQuery(newest?.id ?? ''), enabled: newest !== undefined });
  const fits = piece?.check?.fits ?? null;
  const crc = fits !== null && fits !== station.crc ? fits : undefined;
  const replay = useMutation({
    mutationFn: () =>
      call('replayStation', { params: { id: station.id }, body: crc === undefined ? {} : { crc } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['gateway'] }),
  });
  const refused = Object.values(replay.data?.refused ?? {}).reduce((sum, count) => sum + count, 0);
  return (
    <Panel title={station.name} note={t.waitingPieces(station.open)}>
      <div className="in">
        {piece ? <PieceView piece={piece} /> : <Loading />}
        {replay.error && <ErrorNotice error={replay.error} />}
        {replay.data && <Notice tone="b">{t.replayed(replay.data.stored, refused)}</Notice>}
        <div className="row w mt12">
          <button
            type="button"
            className="btn p sm"
            disabled={!running || replay.isPending || !piece}
            onClick={() => replay.mutate()}
          >
            {crc === undefined ? t.replay(station.open) : t.replayWith(crc, station.open)}
          </button>
        </div>
      </div>
    </Panel>
  );
}

function Facts({ station, running }: { station: StationDetail; running: boolean }) {
  const t = useTexts();
  const { language } = useLocal();
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: (kind: 'clock' | 'history') => {
      const now = Date.now();
      const body =
        kind === 'clock'
          ? { kind }
          : {
              kind,
              of: 'hour' as const,
              from: new Date(now - dayMs).toISOString(),
              to: new Date(now).toISOString(),
            };
      return call('requestStation', { params: { id: station.id }, body });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['gateway', 'station', station.id] }),
  });
  return (
    <Panel title={station.name} note={station.mn}>
      <div className="in">
        <dl className="crc num">
          <dt className="t3">{t.site}</dt>
          <dd>{station.site?.name ?? '—'}</dd>
          <dt className="t3">{t.connectedSince}</dt>
          <dd>
            {station.connectedSince
              ? `${formatInstant(station.connectedSince, language)}　${station.peer ?? ''}`
              : t.notConnected}
          </dd>
          <dt className="t3">{t.crc}</dt>
          <dd>{station.crc}</dd>
          <dt className="t3">{t.password}</dt>
          <dd>{station.hasPassword ? t.set : t.notSet}</dd>
          <dt className="t3">{t.sm4}</dt>
          <dd>{station.hasSm4Key ? t.set : t.notSet}</dd>
        </dl>
        {ask.error && <ErrorNotice error={ask.error} />}
        <div className="row w mt12">
          {(['history', 'clock'] as const).map((kind) => (
            <button
              key={kind}
              type="button"
              className="btn sm"
              disabled={!running || ask.isPending}
              onClick={() => ask.mutate(kind)}
            >
              {kind === 'clock' ? t.clockSet : t.history}
            </button>
          ))}
        </div>
        {station.requests.length > 0 && (
          <ul className="mt8 s" aria-label={t.requests}>
            {station.requests.slice(0, 5).map((one) => (
              <li key={one.id} className="row">
                <span>{t.requestKinds[one.kind]}</span>
                <span className="t3 num">{formatInstant(one.askedAt, language)}</span>
                <span className="sp" />
                <span>{one.outcome === null ? t.pending : (t.outcomes[one.outcome] ?? one.outcome)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
