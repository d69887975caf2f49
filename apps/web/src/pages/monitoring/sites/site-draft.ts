import type { Body } from '@huanzhi/contract';
import type { SiteDetail } from './queries.ts';

type Site = Body<'addSite'>;

/** What is typed of a site; empty texts stand for none. */
export interface SiteDraft {
  code: string;
  name: string;
  kind: Site['kind'];
  areaCode: string;
  ownerOrg: string;
  enterpriseOrg: string;
  tier: string;
  assessed: boolean;
  lon: string;
  lat: string;
  intervalHours: string;
  water: string;
  targetClass: string;
  river: string;
  zoneClass: string;
  medium: string;
  packetLabel: string;
  active: boolean;
}

export const kinds = ['air', 'section', 'outlet', 'noise', 'dust'] as const;
export const tiers = ['national', 'municipal', 'district', 'town'] as const;
export const intervals = [1, 2, 4, 24, 0] as const;
export const waters = ['river', 'lake'] as const;
export const targetClasses = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'] as const;
export const zoneClasses = ['0', '1', '2', '3', '4a', '4b'] as const;
export const media = ['water', 'gas'] as const;
export const packetLabels = ['start', 'end'] as const;

/** Hours between two values that a kind usually has. */
export const usualInterval = (kind: Site['kind']): string => (kind === 'section' ? '24' : '1');

/** A site as the form begins with it; null: a new one. */
export function draftOf(site: SiteDetail | null): SiteDraft {
  return {
    code: site?.code ?? '',
    name: site?.name ?? '',
    kind: site?.kind ?? 'outlet',
    areaCode: site?.areaCode ?? '',
    ownerOrg: site?.ownerOrg ?? '',
    enterpriseOrg: site?.enterpriseOrg ?? '',
    tier: site?.tier ?? '',
    assessed: site?.assessed ?? true,
    lon: site?.lon == null ? '' : String(site.lon),
    lat: site?.lat == null ? '' : String(site.lat),
    intervalHours: String(site?.intervalHours ?? 1),
    water: site?.props.water ?? 'river',
    targetClass: site?.props.targetClass ?? '',
    river: site?.props.river ?? '',
    zoneClass: site?.props.zoneClass ?? '',
    medium: site?.props.medium ?? 'water',
    packetLabel: site?.props.packetLabel ?? 'start',
    active: site?.active ?? true,
  };
}

/** A wrong field and what is wrong with it. */
export interface SiteMistake {
  path: 'code' | 'name' | 'areaCode' | 'lon' | 'lat';
  code: 'fill' | 'degrees' | 'both';
}

/** Wrong fields and what is wrong, in the order of the form. Ranges and what is taken are checked by the server. */
export function mistakesOf(draft: SiteDraft): SiteMistake[] {
  const degrees = /^\d{1,3}(\.\d{1,8})?$/;
  const empty = (['code', 'name', 'areaCode'] as const).filter((path) => draft[path].trim() === '');
  const place = (['lon', 'lat'] as const).flatMap((path): SiteMistake[] => {
    const text = draft[path].trim();
    if (text !== '') return degrees.test(text) ? [] : [{ path, code: 'degrees' }];
    return draft.lon.trim() + draft.lat.trim() === '' ? [] : [{ path, code: 'both' }];
  });
  return [...empty.map((path): SiteMistake => ({ path, code: 'fill' })), ...place];
}

/** The site as it is sent; of what only some kinds have, only what this kind has. */
export function bodyOf(draft: SiteDraft): Site {
  const number = (text: string) => (text.trim() === '' ? null : Number(text));
  const { kind } = draft;
  return {
    code: draft.code.trim(),
    name: draft.name.trim(),
    kind,
    areaCode: draft.areaCode,
    ownerOrg: draft.ownerOrg || null,
    enterpriseOrg: kind === 'outlet' || kind === 'dust' ? draft.enterpriseOrg || null : null,
    tier: one(tiers, draft.tier) ?? null,
    assessed: draft.assessed,
    lon: number(draft.lon),
    lat: number(draft.lat),
    intervalHours: one(intervals, draft.intervalHours) ?? 1,
    props: propsOf(draft),
    active: draft.active,
  };
}

/** The member of a list that a control holds as text. */
export function one<T>(list: readonly T[], text: string): T | undefined {
  return list.find((each) => String(each) === text);
}

function propsOf(draft: SiteDraft): Site['props'] {
  const { kind } = draft;
  const water = kind === 'section' ? one(waters, draft.water) : undefined;
  const targetClass = kind === 'section' ? one(targetClasses, draft.targetClass) : undefined;
  const river = kind === 'section' ? draft.river.trim() : '';
  const zoneClass = kind === 'noise' ? one(zoneClasses, draft.zoneClass) : undefined;
  const medium = kind === 'outlet' ? one(media, draft.medium) : undefined;
  return {
    ...(water ? { water } : {}),
    ...(targetClass ? { targetClass } : {}),
    ...(river ? { river } : {}),
    ...(zoneClass ? { zoneClass } : {}),
    ...(medium ? { medium } : {}),
    ...(draft.packetLabel === 'end' ? { packetLabel: 'end' as const } : {}),
  };
}
