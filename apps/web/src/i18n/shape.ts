import type { zh } from './zh.ts';
import type { zhPages } from './zh-pages.ts';

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** What every language has to fill: the keys of the Chinese texts. */
export type Shape = Texts<typeof zh>;

export type PagesShape = Texts<typeof zhPages>;
