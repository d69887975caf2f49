import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../lib/copy.ts';
import { shortHash } from '../lib/format.ts';

/** A digest in its short form; a click copies the whole. `verified` puts the tick of an intact chain before it. */
export function Hash({ value, verified = false }: { value: string; verified?: boolean }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className="hash"
      title={value}
      aria-label={t('hash.copy', { hash: shortHash(value) })}
      onClick={() => copyText(value).then(() => setCopied(true))}
    >
      {verified && '✓ '}
      {copied ? t('hash.copied') : shortHash(value)}
    </button>
  );
}
