import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { migrate, rollBackAll } from '../../../server/storage/migrate.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase({ migrated: false });
});
afterAll(() => base.close());

const schema = async (): Promise<string> => {
  const { rows } = await base.db.raw<{ rows: unknown[] }>(
    `select table_name, column_name, data_type, is_nullable from information_schema.columns
     where table_schema = 'public' and table_name not like 'knex%' order by 1, 2`,
  );
  return JSON.stringify(rows);
};

describe('migrations', () => {
  test('run once when three processes start at the same time', async () => {
    const others = await Promise.all([base.open(2), base.open(2)]);
    await Promise.all([base.db, ...others].map((db) => migrate(db)));
    const names = await base.db('knex_migrations').pluck<string[]>('name');
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(20);
  });

  test('give the same schema after up, down and up again', async () => {
    await migrate(base.db);
    const before = await schema();
    await rollBackAll(base.db);
    expect(await schema()).toBe('[]');
    const { rows: functions } = await base.db.raw<{ rows: unknown[] }>(
      "select proname from pg_proc where pronamespace = 'public'::regnamespace",
    );
    expect(functions).toEqual([]);
    await migrate(base.db);
    expect(await schema()).toBe(before);
  });

  test('go on where a process died while migrating', async () => {
    await migrate(base.db);
    await base.db('knex_migrations_lock').update({ is_locked: 1 });
    await expect(migrate(base.db)).resolves.toBeUndefined();
  });
});
