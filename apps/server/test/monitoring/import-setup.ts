import type { Answer } from '@huanzhi/contract';
import { expect } from 'vitest';
import { importsSettled } from '../../src/services/monitoring/measurements/work-imports.ts';
import type { Person, World } from '../api/world.ts';

export const importsUrl = '/api/monitoring/imports';

type Import = Answer<'measurementImport'>;

/** Somebody who imports tables over the interface; every step ends when the background work is done. */
export interface Importer {
  upload: (name: string, content: Buffer | string) => Promise<Import>;
  read: (id: string) => Promise<Import>;
  /** `ID/commit`, `ID/withdraw`, `ID/mapping` */
  step: (method: 'POST' | 'PUT', path: string, body?: object) => Promise<Import>;
}

export function importerFor(world: World, person: Person): Importer {
  const read = async (id: string): Promise<Import> => (await person.get(`${importsUrl}/${id}`)).json();
  return {
    read,
    async upload(name, content) {
      const answer = await person.upload(importsUrl, [{ name, content }]);
      expect(answer.statusCode, answer.body).toBe(200);
      await importsSettled(world.env);
      return read(answer.json().id);
    },
    async step(method, path, body) {
      const answer = await person.send(method, `${importsUrl}/${path}`, body);
      expect(answer.statusCode, answer.body).toBe(200);
      await importsSettled(world.env);
      return read(path.split('/')[0] ?? '');
    },
  };
}
