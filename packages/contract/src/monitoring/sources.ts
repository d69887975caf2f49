/** Routes of sources. */
export const sourcesRoutes = {} as const;
