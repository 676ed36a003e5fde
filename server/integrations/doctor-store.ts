import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { MIGRATIONS } from '../platform/migrate.ts'

/** The questions of the doctor, asked as the owner of the database, over all organisations, without changing anything. */
export class Patient {
  readonly #client: pg.Client

  private constructor(client: pg.Client) {
    this.#client = client
  }

  static async open(ownerUrl: string): Promise<Patient> {
    const client = new pg.Client({
      connectionString: ownerUrl,
      connectionTimeoutMillis: 5000,
      options: '-c timezone=UTC',
    })
    await client.connect()
    await client.query('set default_transaction_read_only = on')
    return new Patient(client)
  }

  close(): Promise<void> {
    return this.#client.end()
  }

  async #rows<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#client.query<Row>(text, values)).rows
  }

  async #count(text: string, values: unknown[] = []): Promise<number> {
    const [row] = await this.#rows<{ n: string }>(text, values)
    return Number(row?.n ?? 0)
  }

  async version(): Promise<number> {
    const [row] = await this.#rows<{ version: string }>(`select current_setting('server_version_num') as version`)
    return Math.floor(Number(row!.version) / 10_000)
  }

  async hasTables(): Promise<boolean> {
    const [row] = await this.#rows<{ made: boolean }>(`select to_regclass('public.migration') is not null as made`)
    return row!.made
  }

  async migrations(): Promise<{ pending: string[]; unknown: string[]; changed: string[] }> {
    const applied = new Map((await this.#rows('select name, hash from migration')).map(row => [row.name, row.hash]))
    const names = (await readdir(MIGRATIONS)).filter(name => name.endsWith('.sql')).sort()
    const changed: string[] = []
    for (const name of names.filter(name => applied.has(name))) {
      const hash = createHash('sha256')
        .update(await readFile(new URL(name, MIGRATIONS)))
        .digest('hex')
      if (applied.get(name) !== hash) changed.push(name)
    }
    return {
      pending: names.filter(name => !applied.has(name)),
      unknown: [...applied.keys()].filter(name => !names.includes(name)),
      changed,
    }
  }

  async unprotectedTables(): Promise<string[]> {
    const rows = await this.#rows<{ name: string }>(`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and not c.relrowsecurity
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id') order by 1`)
    return rows.map(({ name }) => name)
  }

  async applicationRole(): Promise<{ exists: boolean; tooMighty: boolean }> {
    const rows = await this.#rows<{ mighty: boolean }>(`
      select rolsuper or rolbypassrls or exists (
        select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' and c.relowner = r.oid) as mighty
      from pg_roles r where rolname = current_database() || '_app'`)
    return { exists: rows.length > 0, tooMighty: rows[0]?.mighty ?? false }
  }

  /** Seconds by which the database's clock is before ours, as seen from the middle of the question's way. */
  async skew(): Promise<number> {
    const before = Date.now()
    const [row] = await this.#rows<{ at: string }>('select extract(epoch from clock_timestamp()) as at')
    return Number(row!.at) - (before + Date.now()) / 2000
  }

  async unknownTimeZones(): Promise<string[]> {
    const rows = await this.#rows<{ zone: string }>(`
      select distinct time_zone as zone from organisation
      where time_zone not in (select name from pg_timezone_names) order by 1`)
    return rows.map(({ zone }) => zone)
  }

  async timeZones(): Promise<string[]> {
    return (await this.#rows<{ zone: string }>('select distinct time_zone as zone from organisation')).map(
      row => row.zone,
    )
  }

  async holidaysMissing(year: number): Promise<{ country: string; year: number }[]> {
    return this.#rows(
      `select distinct o.country, $1::int as year from organisation o
       where not exists (select from holiday_year h where h.country = o.country and h.year = $1)
         and not exists (select from own_holiday_year h where h.org_id = o.id and h.country = o.country and h.year = $1)
         and exists (select from holiday_year h where h.country = o.country) order by 1`,
      [year],
    )
  }

  async masterKeyIds(): Promise<string[]> {
    return (await this.#rows<{ id: string }>('select distinct master_key_id as id from data_key')).map(({ id }) => id)
  }

  async stuckJobs(): Promise<number> {
    const [queue] = await this.#rows<{ made: boolean }>(`select to_regclass('pgboss.job') is not null as made`)
    if (!queue?.made) return 0
    return this.#count(`select count(*) as n from pgboss.job
      where state in ('created', 'retry') and start_after < now() - interval '10 minutes'`)
  }

  unfinishedImports(): Promise<number> {
    return this.#count(`select count(*) as n from import_run
      where state in ('running', 'undoing') and coalesce(progressed_at, started_at, created_at) < now() - interval '15 minutes'`)
  }

  deadLetters(): Promise<number> {
    return this.#count(`select count(*) as n from webhook_delivery d
      join webhook w on w.org_id = d.org_id and w.id = d.webhook_id where d.state = 'dead' and w.state <> 'off'`)
  }

  /** What is due by mail and has not gone out: of all organisations, and of those that registered no sender. */
  async mailsWaiting(now: Temporal.Instant): Promise<{ all: number; withoutSender: number }> {
    const [row] = await this.#rows<{ all: string; withoutSender: string }>(
      `select count(*) as all, count(*) filter (where s.address is null) as "withoutSender"
       from (
         select f.org_id from followup f
         join campaign m on m.org_id = f.org_id and m.id = f.campaign_id and m.state = 'running'
         where f.state = 'to-mail' and f.due_at <= $1 and f.expires_at > $1
         union all
         select org_id from mail where state = 'waiting' and next_at <= $1) w
       left join mail_sender s on s.org_id = w.org_id`,
      [now.toString()],
    )
    return { all: Number(row!.all), withoutSender: Number(row!.withoutSender) }
  }

  async issuers(): Promise<string[]> {
    return (await this.#rows<{ issuer: string }>('select distinct issuer from sign_on where enabled')).map(
      row => row.issuer,
    )
  }
}
