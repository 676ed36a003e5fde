import { chmod, copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'
import { clear, type Program, run } from '../program.ts'
import type { Chance } from './chance.ts'

interface Server {
  folder: string
  program: Program
  /** `undefined` until it answers, and from its death on. */
  url: string | undefined
}

/** Several server processes on one database; each can be killed at any point and comes back. */
export class Fleet {
  readonly databaseUrl: string
  /** How many processes were killed. */
  killed = 0
  /** Why servers did not come back. */
  readonly failures: string[] = []
  readonly #folder: string
  readonly #database: EmbeddedPostgres
  readonly #servers: Server[] = []
  readonly #programs: Program[] = []

  private constructor(folder: string, database: EmbeddedPostgres) {
    this.#folder = folder
    this.#database = database
    this.databaseUrl = database.url
  }

  /** Starts the database and as many servers, which share keys and secrets as copies of one installation do. */
  static async start(count: number): Promise<Fleet> {
    const folder = await mkdtemp(join(tmpdir(), 'huifang-race-'))
    // Under root the database runs as an account of its own, which must be able to enter.
    await chmod(folder, 0o755)
    const fleet = new Fleet(folder, await startEmbeddedPostgres({ dataFolder: folder, log: () => {} }))
    try {
      for (let n = 0; n < count; n += 1) await fleet.#add(n)
    } catch (error) {
      await fleet.close()
      throw error
    }
    return fleet
  }

  /** A server that answers, any of them; waits for one when all are down. */
  async anyone(chance: Chance): Promise<string> {
    for (let waited = 0; waited < 600; waited += 1) {
      const urls = this.#servers.flatMap(({ url }) => url ?? [])
      if (urls.length > 0) return chance.of(urls)
      await pause(100)
    }
    throw new Error('no server came back within a minute')
  }

  /** Kills one of the servers that answer, at whatever it is doing, and starts it again; never the last. */
  async killOne(chance: Chance): Promise<void> {
    const running = this.#servers.filter(({ url }) => url)
    if (running.length < 2) return
    const victim = chance.of(running)
    await this.#kill(victim)
    // Who asks meanwhile asks another.
    this.#launch(victim).catch(error => this.failures.push(String(error)))
  }

  /** Kills all of them at once and starts one, on whose clock so much time has passed. */
  async killAllButOneLater(later: Temporal.DurationLike): Promise<void> {
    await Promise.all(this.#servers.map(server => this.#kill(server)))
    const [first] = this.#servers.splice(0)
    this.#servers.push(first!)
    await this.#launch(first!, { HUIFANG_CLOCK: Temporal.Now.instant().add(later).toString() })
  }

  /** What all of them, living and dead, wrote down as an error. */
  errors(): string[] {
    return this.#programs.flatMap(program =>
      program
        .output()
        .split('\n')
        .filter(line => /"level":(50|60)/.test(line)),
    )
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map(({ program, folder }) => clear(program, folder)))
    await this.#database.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #add(n: number): Promise<void> {
    const folder = join(this.#folder, `server-${n}`)
    await mkdir(folder)
    const first = this.#servers[0]
    if (first) for (const file of ['master.key', 'secret']) await copyFile(join(first.folder, file), join(folder, file))
    const server = { folder, program: this.#program(folder), url: undefined }
    this.#servers.push(server)
    await this.#answers(server)
  }

  #program(folder: string, env: Record<string, string> = {}): Program {
    const program = run(folder, { env: { DATABASE_URL: this.databaseUrl, HUIFANG_LOG_LEVEL: 'error', ...env } })
    this.#programs.push(program)
    return program
  }

  async #kill(server: Server): Promise<void> {
    server.url = undefined
    server.program.child.kill('SIGKILL')
    await server.program.ended()
    this.killed += 1
  }

  async #launch(server: Server, env?: Record<string, string>): Promise<void> {
    server.program = this.#program(server.folder, env)
    await this.#answers(server)
  }

  async #answers(server: Server): Promise<void> {
    const { program } = server
    try {
      const url = await program.url()
      if (server.program === program && !program.child.killed) server.url = url
    } catch (error) {
      if (!program.child.killed) throw error
    }
  }
}
