import { setTimeout as pause } from 'node:timers/promises'
import type { AnswerOf, AnyEndpoint, GivenTo } from '../../web/kit/api.ts'
import type { Chance } from './chance.ts'
import type { Fleet } from './fleet.ts'

/** The server was killed under the request: nobody knows whether it was done. */
export class Lost extends Error {}

/** What an endpoint answers: what was asked for, or why not. */
export type Reply<E extends AnyEndpoint> =
  | { ok: true; answer: AnswerOf<E> }
  | { ok: false; status: number; text: string }

const TRIES = 60

/** Somebody signed in, who asks whichever server answers. */
export class Person {
  readonly staffId: string
  readonly chance: Chance
  /** Answers of a server that did not know what it did. */
  readonly faults: string[] = []
  /** How many requests were cut off by the death of a server. */
  lost = 0
  readonly #fleet: Fleet
  readonly #cookie: string

  constructor(fleet: Fleet, given: { staffId: string; cookie: string; chance: Chance }) {
    this.#fleet = fleet
    this.#cookie = given.cookie
    this.staffId = given.staffId
    this.chance = given.chance
  }

  /** Asks once; throws `Lost` when the server dies under it. */
  async once<E extends AnyEndpoint>(endpoint: E, given?: GivenTo<E>): Promise<Reply<E>> {
    const url = await this.#fleet.anyone(this.chance)
    const { params = {}, query = {}, body } = (given ?? {}) as Record<string, Record<string, string>>
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!))
    try {
      const response = await fetch(`${url}/api/v1${path}?${new URLSearchParams(query)}`, {
        method: endpoint.method,
        headers: { cookie: this.#cookie, ...(body && { 'content-type': 'application/json' }) },
        body: body && JSON.stringify(body),
      })
      const text = await response.text()
      if (response.ok) return { ok: true, answer: text === '' ? {} : JSON.parse(text) }
      if (response.status >= 500 && response.status !== 503) {
        this.faults.push(`${endpoint.method} ${path}: ${response.status} ${text}`)
      }
      return { ok: false, status: response.status, text }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      this.lost += 1
      throw new Lost(`${endpoint.method} ${path}`, { cause: error })
    }
  }

  /** Asks until a server says yes or no, as a patient client does: an answer that was lost, or too busy, is asked for again. */
  async ask<E extends AnyEndpoint>(endpoint: E, given?: GivenTo<E>): Promise<Reply<E>> {
    for (let tried = 1; ; tried += 1) {
      try {
        const reply = await this.once(endpoint, given)
        const isBusy = !reply.ok && (reply.status === 503 || reply.status === 429)
        if (!isBusy || tried === TRIES) return reply
      } catch (error) {
        if (!(error instanceof Lost) || tried === TRIES) throw error
      }
      await pause(this.chance.between(50, 300))
    }
  }
}
