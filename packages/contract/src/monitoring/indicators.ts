/** Routes of indicators. */
export const indicatorsRoutes = {} as const;
