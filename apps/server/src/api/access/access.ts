import type { Permission } from '../../services/access.ts';

/** `none`: no session needed; `session`: anybody signed in; a list: one of these permissions. */
export type RouteAccess = 'none' | 'session' | readonly Permission[];
