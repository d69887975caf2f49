import type { Body } from '@huanzhi/contract';
import type { Sender, StationDetail } from './queries.ts';

/** One factor of the form; `key` tells rows apart while they are edited. */
export interface FactorRow {
  key: number;
  code: string;
  unit: string;
}

/** What a person has typed of a station. */
export interface StationDraft {
  mn: string;
  name: string;
  /** Number of the site, or empty. */
  siteId: string;
  edition: Body<'addStation'>['edition'];
  crc: Body<'addStation'>['crc'];
  /** A secret is never read back: empty keeps what is set, null removes it. */
  password: string | null;
  sm4Key: string | null;
  /** One a line. */
  addresses: string;
  factors: FactorRow[];
  dueMinutes: string;
  opening: boolean;
  active: boolean;
}

/** What is wrong with a field: `path` as the server names it, `what` the part that is wrong. */
export interface DraftProblem {
  path: string;
  code:
    | 'no-mn'
    | 'no-name'
    | 'no-code'
    | 'mn'
    | 'password'
    | 'sm4Key'
    | 'address'
    | 'addresses'
    | 'code'
    | 'repeated'
    | 'unit'
    | 'minutes'
    | 'long';
  what: string;
}

let rows = 0;

/** A row for a factor. */
export function factorRow(code = '', unit = ''): FactorRow {
  rows += 1;
  return { key: rows, code, unit };
}

const blank: StationDraft = {
  mn: '',
  name: '',
  siteId: '',
  edition: '2017',
  crc: 'hj212',
  password: '',
  sm4Key: '',
  addresses: '',
  factors: [],
  dueMinutes: '5',
  opening: false,
  active: true,
};

/**
 * A new station; filled in from what an unknown sender says about itself. Its packets name no units, and those of the
 * standard are often not what is sent: they are left to a person.
 */
export function newDraft(mn: string, sender: Sender | undefined): StationDraft {
  if (sender === undefined) return { ...blank, mn };
  const { edition, crc, address, factors } = sender.guess;
  return {
    ...blank,
    mn,
    edition,
    crc,
    addresses: address,
    factors: factors.map(({ code }) => factorRow(code)),
  };
}

/** What the form shows of a station. */
type Shown = Pick<
  StationDetail,
  'mn' | 'name' | 'site' | 'edition' | 'crc' | 'addresses' | 'factors' | 'dueMinutes' | 'opening' | 'active'
>;

/** A station as it is; its secrets stay where they are. */
export function draftOf(station: Shown): StationDraft {
  return {
    mn: station.mn,
    name: station.name,
    siteId: station.site === null ? '' : String(station.site.id),
    edition: station.edition,
    crc: station.crc,
    password: '',
    sm4Key: '',
    addresses: station.addresses.join('\n'),
    factors: station.factors.map(({ code, unit }) => factorRow(code, unit)),
    dueMinutes: String(station.dueMinutes),
    opening: station.opening,
    active: station.active,
  };
}

const linesOf = (text: string): string[] => text.split(/[\s,，;；、]+/).filter((line) => line !== '');

/** An address in the form in which the server compares it, or null when it is none. */
function addressOf(text: string): string | null {
  if (/^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/.test(text)) return text;
  if (!/^[0-9a-fA-F:]{2,39}$/.test(text) || !URL.canParse(`http://[${text}]/`)) return null;
  return new URL(`http://[${text}]/`).hostname.slice(1, -1);
}

/** What has to be corrected before a station can be saved; the same rules as the contract's. */
export function problemsOf(draft: StationDraft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const wrong = (path: string, code: DraftProblem['code'], what = '') => problems.push({ path, code, what });
  const [mn, name] = [draft.mn.trim(), draft.name.trim()];
  if (mn === '') wrong('mn', 'no-mn');
  else if (!/^[^;&\p{Cc}]{1,64}$/u.test(mn)) wrong('mn', 'mn');
  if (name === '') wrong('name', 'no-name');
  else if (name.length > 100) wrong('name', 'long', '100');
  if (draft.password && !/^[!-%'-:<-~]{1,32}$/.test(draft.password)) wrong('password', 'password');
  if (draft.sm4Key && !/^[0-9a-fA-F]{32}$/.test(draft.sm4Key)) wrong('sm4Key', 'sm4Key');
  const addresses = linesOf(draft.addresses);
  const noAddress = addresses.filter((line) => addressOf(line) === null);
  if (noAddress.length > 0) wrong('addresses', 'address', noAddress.join('、'));
  else if (addresses.length > 50) wrong('addresses', 'addresses', '50');
  draft.factors.forEach(({ code, unit }, index) => {
    const sent = code.trim();
    if (sent === '') wrong(`factors.${index}.code`, 'no-code');
    else if (!/^[A-Za-z0-9_.]{1,40}$/.test(sent)) wrong(`factors.${index}.code`, 'code');
    else if (draft.factors.findIndex((one) => one.code.trim() === sent) !== index)
      wrong(`factors.${index}.code`, 'repeated', sent);
    if (unit.trim() === '') wrong(`factors.${index}.unit`, 'unit');
    else if (unit.trim().length > 30) wrong(`factors.${index}.unit`, 'long', '30');
  });
  const minutes = Number(draft.dueMinutes);
  if (!/^\d+$/.test(draft.dueMinutes.trim()) || minutes < 1 || minutes > 1440) wrong('dueMinutes', 'minutes');
  return problems;
}

/** What is sent; call it when nothing is wrong. Secrets that were left empty are left out. */
export function settingsOf(draft: StationDraft): Body<'changeStation'> {
  return {
    name: draft.name.trim(),
    edition: draft.edition,
    crc: draft.crc,
    ...(draft.password === '' ? {} : { password: draft.password }),
    ...(draft.sm4Key === '' ? {} : { sm4Key: draft.sm4Key }),
    addresses: [...new Set(linesOf(draft.addresses).map((line) => addressOf(line) ?? line))],
    factors: Object.fromEntries(draft.factors.map(({ code, unit }) => [code.trim(), { unit: unit.trim() }])),
    active: draft.active,
    siteId: draft.siteId === '' ? null : Number(draft.siteId),
    dueMinutes: Number(draft.dueMinutes),
    opening: draft.opening,
  };
}
