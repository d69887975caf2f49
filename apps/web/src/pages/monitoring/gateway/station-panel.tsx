import type { Answer } from '@huanzhi/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { formatInstant } from '../../../lib/format.ts';
import { paths, withQuery } from '../../../lib/paths.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { A } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { ErrorNotice, Failed, Loading, Notice } from '../../../ui/states.tsx';
import { useFormTexts } from './form-texts.ts';
import { LatestTable } from './latest-table.tsx';
import { PieceView } from './piece-view.tsx';
import { pieceQuery, piecesQuery, type StationDetail, stationQuery } from './queries.ts';
import { RequestsPanel } from './requests-panel.tsx';
import { useTexts } from './texts.ts';

type Replayed = Answer<'replayStation'>;

/** What is known of one instrument, its newest quarantined packet, and what can be done. */
export function StationPanel({ id, running }: { id: number; running: boolean }) {
  const t = useTexts();
  const { data, error } = useQuery(stationQuery(id));
  // The panel of quarantine goes when nothing waits any more; what was brought in is still told.
  const [replayed, setReplayed] = useState<Replayed | null>(null);
  if (error) return <Failed error={error} what={t.nav} />;
  if (!data) return <Loading />;
  return (
    <>
      {replayed && (
        <Notice tone="b">
          {t.replayed(
            replayed.stored,
            Object.values(replayed.refused).reduce((sum, count) => sum + count, 0),
          )}
        </Notice>
      )}
      {data.open > 0 && <Quarantine station={data} running={running} tell={setReplayed} />}
      <Facts station={data} />
      <RequestsPanel station={data} running={running} />
    </>
  );
}

function Quarantine({
  station,
  running,
  tell,
}: {
  station: StationDetail;
  running: boolean;
  tell: (replayed: Replayed) => void;
}) {
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
    onSuccess: tell,
    onSettled: () => client.invalidateQueries({ queryKey: ['gateway'] }),
  });
  return (
    <Panel title={t.quarantineOf(station.name)} note={t.waitingPieces(station.open)}>
      <div className="in">
        {piece ? <PieceView piece={piece} /> : <Loading />}
        {replay.error && <ErrorNotice error={replay.error} />}
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

function Facts({ station }: { station: StationDetail }) {
  const t = useTexts();
  const { crcs } = useFormTexts();
  const { language } = useLocal();
  const facts: [string, string][] = [
    [
      t.connectedSince,
      station.connectedSince
        ? `${formatInstant(station.connectedSince, language)}　${station.peer ?? ''}`
        : t.notConnected,
    ],
    [t.edition, `${station.edition}　${crcs[station.crc]}`],
    [t.password, station.hasPassword ? t.set : t.notSet],
    ...(station.edition === '2025' || station.hasSm4Key
      ? [[t.sm4, station.hasSm4Key ? t.set : t.notSet] satisfies [string, string]]
      : []),
    [t.addresses, station.addresses.join('、') || t.anyAddress],
    [t.factors, station.factors.map(({ code, name, unit }) => `${name ?? code} ${unit}`).join('、') || '—'],
  ];
  return (
    <Panel title={station.name} note={station.mn}>
      <div className="in">
        <dl className="crc num">
          <dt className="t3">{t.site}</dt>
          <dd>{station.site ? <A href={paths.site(station.site.id)}>{station.site.name}</A> : t.noSite}</dd>
          {facts.map(([name, value]) => [
            <dt key={name} className="t3">
              {name}
            </dt>,
            <dd key={`${name} value`}>{value}</dd>,
          ])}
        </dl>
        <LatestTable station={station} />
        <div className="row w mt12">
          <A className="btn sm" href={paths.gatewayStation(station.id)}>
            {t.change}
          </A>
          <A className="btn sm" href={withQuery(paths.gatewayLog, { mn: station.mn })}>
            {t.log}
          </A>
        </div>
      </div>
    </Panel>
  );
}
