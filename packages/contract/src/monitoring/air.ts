/** Routes of air. */
export const airRoutes = {} as const;
