import type { Actor } from './actor.ts'
import type { Tx } from './database.ts'

/** A kind of fact a module tells others in its own transaction, without knowing who listens. */
export interface FactKind<T> {
  tell(tx: Tx, actor: Actor, fact: T): Promise<void>
  /** Adds a listener; it runs in the teller's transaction and can refuse the whole. Wired in `main.ts` alone. */
  listen(listener: (tx: Tx, actor: Actor, fact: T) => Promise<void>): void
}

/** Declares a kind of fact; lower modules declare and tell, higher modules listen. */
export function factKind<T>(): FactKind<T> {
  const listeners: ((tx: Tx, actor: Actor, fact: T) => Promise<void>)[] = []
  return {
    async tell(tx, actor, fact) {
      for (const listener of listeners) await listener(tx, actor, fact)
    },
    listen(listener) {
      listeners.push(listener)
    },
  }
}
