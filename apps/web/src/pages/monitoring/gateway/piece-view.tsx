import { useState } from 'react';
import { formatInstant } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Light } from '../../../ui/light.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { usePacketWords } from '../packet-words.ts';
import type { Piece } from './queries.ts';
import { useTexts } from './texts.ts';

/** One quarantined piece: its bytes with the check value marked, and which check value would fit. */
export function PieceView({ piece }: { piece: Piece }) {
  const t = useTexts();
  const words = usePacketWords();
  const { language } = useLocal();
  const [asHex, setAsHex] = useState(false);
  const { check } = piece;
  const modbusFits = check?.fits === 'modbus' || check?.fits === 'modbus-swapped';
  return (
    <>
      <div className="row s w">
        {[false, true].map((hex) => (
          <button
            key={String(hex)}
            type="button"
            className={`chip q${asHex === hex ? ' on' : ''}`}
            aria-pressed={asHex === hex}
            onClick={() => setAsHex(hex)}
          >
            {hex ? t.hex : t.text}
          </button>
        ))}
        <span className="sp" />
        <small className="t3 num">{t.bytes(piece.size, formatInstant(piece.receivedAt, language))}</small>
      </div>
      <pre className="raw mt8" {...scrollRegion(t.raw)}>
        {asHex
          ? (piece.hex.match(/.{1,32}/g) ?? []).map((line) => line.replace(/(..)/g, '$1 ')).join('\n')
          : piece.parts.map((part) =>
              part.kind === 'check' ? (
                <mark key={part.from}>{part.text}</mark>
              ) : (
                <span key={part.from} className={part.kind === 'text' ? '' : 't3'}>
                  {part.text}
                </span>
              ),
            )}
      </pre>
      {check && (
        <dl className="crc num mt8">
          <dt className="t3">{t.check}</dt>
          <dd>
            <b className={check.fits === 'hj212' ? '' : 'bad'}>{check.found}</b>{' '}
            <small className="t3">{t.position(check.from, check.to)}</small>
          </dd>
          <dt className="t3">{t.expected}</dt>
          <dd>
            <b>{check.expected}</b> <small className="t3">{t.algorithm}</small>
          </dd>
          <dt className="t3">{t.tried}</dt>
          <dd>
            <b>{check.modbus}</b>{' '}
            <Light kind={modbusFits ? 'green' : 'grey'} word={modbusFits ? t.fits : t.fitsNot} />
          </dd>
        </dl>
      )}
      <p className="mt8">
        <span className="t3">{t.reason}　</span>
        {words.reason(piece.reason)}　<span className="t2">{piece.detail}</span>
      </p>
    </>
  );
}
