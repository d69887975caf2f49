/** Version of this huanzhi, as shown in health, OpenAPI and the terminal. */
export const version = '0.1.0';
